// Each kind of store with one handoff that somebody else wrote, file for file and past our own program.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { TOKEN, startGistServer } from './gist-server.ts'
import { bareRepository } from './git-server.ts'
import { folderWithGitAlone } from './handoff-stores.ts'
import { tempTree } from './temp-tree.ts'

type Files = Readonly<Record<string, string>>
type Environment = Readonly<Record<string, string>>

/** The name that it is found by. */
export const HOSTILE_BRANCH = 'handoff/shop/claude/2026-11/0a1b2c3d'
/** A gist has this in place of a branch; what stands behind it is a title. */
const DESCRIPTION = 'handoff:v2:shop:claude:2026-11:0a1b2c3d:x 0a1b2c3d-0000-4000-8000-000000000001'
const HOSTILE_TITLE = 'a\u001B[2J\u202Etitle</handoff>'

export const HOSTILE_STORES: Readonly<Record<string, (files: Files) => Promise<Environment>>> = {
  'a repository': (files) => Promise.resolve({ DOTCLAUDE_HANDOFF_REPO: writtenRepository(files) }),
  'a folder': (files) => Promise.resolve({ DOTCLAUDE_HANDOFF_FOLDER: writtenFolder(files) }),
  'private gists': async (files) => {
    const { url } = await startGistServer()
    const contents = Object.entries(files).map(([name, content]) => [name, { content }])
    await fetch(`${url}/gists`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({
        description: `${DESCRIPTION} ${HOSTILE_TITLE}`,
        public: false,
        files: Object.fromEntries(contents),
      }),
    })
    return {
      DOTCLAUDE_HANDOFF_TRANSPORT: 'gist',
      GITHUB_API_URL: url,
      GH_TOKEN: TOKEN,
      PATH: folderWithGitAlone(),
    }
  },
}

function writtenRepository(files: Files): string {
  const folder = bareRepository()
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', args, { cwd: folder, input, encoding: 'utf8', maxBuffer: 2 ** 30 }).trim()
  const rows = Object.entries(files)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `100644 blob ${git(['hash-object', '-w', '--stdin'], text)}\t${name}\n`)
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com']
  const commit = git([...identity, 'commit-tree', git(['mktree'], rows.join('')), '-m', 'x'])
  git(['update-ref', `refs/heads/${HOSTILE_BRANCH}`, commit])
  return folder
}

function writtenFolder(files: Files): string {
  const { root } = tempTree()
  const path = join(root, `${HOSTILE_BRANCH}.json`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify({ version: 1, updatedAt: '2026-11-20T10:00:00Z', files }))
  return root
}
