// What each agent sends and what it gets back, byte for byte: the hook file as a process of its own, in a repository where
// `.claude/**` is protected and a session is held to it. `{{ROOT}}` stands for the repository, `{{CODE}}` for an approval's.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkGolden, goldenCases } from 'testkit/golden'
import type { GitRepository } from 'testkit/git-repository'
import { expect, test } from 'vitest'
import { callHook, governedRepository } from '../support/hook-process.ts'

const CASES = fileURLToPath(new URL('cases/hook-dialects', import.meta.url))

/** The end of a turn is judged after something was written past the hook. */
function prepare(repository: GitRepository, name: string): void {
  if (name.endsWith('--stop')) repository.write({ '.claude/settings.json': '{ "env": {} }\n' })
  // Otherwise there is nothing to lose.
  else repository.write({ 'src/a.js': 'work\n' })
}

test.each(goldenCases(CASES))('%s', async (name) => {
  const folder = join(CASES, name)
  const repository = governedRepository()
  prepare(repository, name)
  const [agent = ''] = name.split('--')
  const event = join(folder, 'event.txt')
  const run = await callHook({
    words: [agent, ...(existsSync(event) ? [readFileSync(event, 'utf8').trim()] : [])],
    input: readFileSync(join(folder, 'stdin.json'), 'utf8').replaceAll('{{ROOT}}', repository.root),
    cwd: repository.root,
  })
  const shown = (text: string): string =>
    text.replaceAll(repository.root, '{{ROOT}}').replaceAll(/guard approve \w+/g, 'guard approve {{CODE}}')
  const outputs = {
    'expected.exit': `${run.exitCode}\n`,
    'expected.stdout': shown(run.stdout),
    'expected.stderr': shown(run.stderr),
  }
  expect(checkGolden(folder, outputs)).toEqual([])
})
