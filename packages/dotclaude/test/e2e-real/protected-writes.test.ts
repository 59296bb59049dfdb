// Forty ways of writing a file that no spec covers, each really gone in a repository of its own: what the hook says before,
// what it says at the end of the turn, and that the same way to a file nobody protects is free.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { copyGitRepository, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { hasRealParts } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { HOOK_PLACE, callHook } from '../support/hook-process.ts'
import { HOOK_TEXT } from '../../src/install/hook-file.generated.ts'

const WAYS = fileURLToPath(new URL('../fixtures/guard/protected-writes.jsonl', import.meta.url))
const WAYS_COUNT = 40
const FORESEEN_MIN = 36
const HOOK_REFUSES = 2

interface Way {
  readonly name: string
  /** `{file}`, `{dir}` and `{name}` stand for the file, its folder and its name in there. */
  readonly script: string
  readonly needs?: readonly RealPart[]
  /** The hook can know it before; what runs code of the repository shows only afterwards. */
  readonly isForeseen: boolean
}

const PROTECTED = 'billing'
const FREE = 'notes'
const NAME = 'rates.js'

const ways: readonly Way[] = readFileSync(WAYS, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Way)

const original = governed()
afterAll(original.remove)

function governed(): GitRepository {
  const repository = makeGitRepository({
    'docs/repo-facts.json': JSON.stringify({ protected_paths: [`${PROTECTED}/**`], instruction_files: [] }),
    '.claude/dotclaude.json': JSON.stringify({ session: { mode: 'enforce' } }),
    [HOOK_PLACE]: HOOK_TEXT,
    '.gitignore': 'work\n',
    [`${PROTECTED}/${NAME}`]: 'rate = 1\n',
    [`${FREE}/${NAME}`]: 'rate = 1\n',
  })
  repository.git('checkout', '--quiet', '-b', 'other')
  repository.write({ [`${PROTECTED}/${NAME}`]: 'rate = 3\n', [`${FREE}/${NAME}`]: 'rate = 3\n' })
  repository.commit('Raise the rate')
  repository.git('checkout', '--quiet', 'main')
  return repository
}

/** What the ways start from lies in a folder that git ignores. */
const tools = (dir: string): Readonly<Record<string, string>> => ({
  'work/new.js': 'rate = 2\n',
  [`work/${NAME}`]: 'rate = 2\n',
  'work/write.sh': `#!/bin/sh\necho 'rate = 2' > ${dir}/${NAME}\n`,
  'work/write.mjs': `import { writeFileSync } from 'node:fs'\nwriteFileSync(['${dir}', '${NAME}'].join('/'), 'rate = 2')\n`,
  'work/Makefile': `rate:\n\techo 'rate = 2' > ${dir}/${NAME}\n`,
  'work/change.patch': `--- a/${dir}/${NAME}\n+++ b/${dir}/${NAME}\n@@ -1 +1 @@\n-rate = 1\n+rate = 2\n`,
  [`work/packed/${dir}/${NAME}`]: 'rate = 2\n',
})

const PACKING: Readonly<Record<string, string>> = {
  tar: 'cd work/packed && tar -cf ../files.tar *',
  unzip: 'cd work/packed && python3 -m zipfile -c ../files.zip *',
}

interface Session {
  readonly before: Run
  readonly isWritten: boolean
  readonly end: Run
}

async function goAbout({ name, script }: Way, dir: string): Promise<Session> {
  const repository = copyGitRepository(original)
  onTestFinished(repository.remove)
  const cwd = repository.root
  repository.write(tools(dir))
  const bash = (text: string): Promise<Run> => runCli(['bash', '--norc', '-c', text], { cwd })
  await bash(PACKING[name] ?? ':')
  const command = script
    .replaceAll('{file}', `${dir}/${NAME}`)
    .replaceAll('{dir}', dir)
    .replaceAll('{name}', NAME)
  const hook = (event: string, more: object = {}): Promise<Run> =>
    callHook({
      words: [],
      input: JSON.stringify({ hook_event_name: event, session_id: 's', cwd, ...more }),
      cwd,
    })
  await hook('SessionStart', { source: 'startup' })
  const before = await hook('PreToolUse', { tool_name: 'Bash', tool_input: { command } })
  await bash(command)
  const isWritten = repository.git('status', '--porcelain').includes(`${dir}/`)
  return { before, isWritten, end: await hook('Stop', { stop_hook_active: false }) }
}

test('there are forty ways, and few that nobody can foresee', () => {
  expect(ways.length).toBe(WAYS_COUNT)
  expect(ways.filter(({ isForeseen }) => isForeseen).length).toBeGreaterThanOrEqual(FORESEEN_MIN)
})

describe.each(ways)('$name', (way) => {
  test.runIf(hasRealParts(['bash', ...(way.needs ?? [])]))('to a protected file', async () => {
    const { before, isWritten, end } = await goAbout(way, PROTECTED)
    expect(isWritten).toBe(true)
    expect(before).toMatchObject({ exitCode: way.isForeseen ? HOOK_REFUSES : 0, stdout: '' })
    expect(before.stderr).toContain(way.isForeseen ? `${PROTECTED}/` : '')
    expect(end.exitCode).toBe(HOOK_REFUSES)
    expect(end.stderr).toContain(`${PROTECTED}/`)
  })

  test.runIf(hasRealParts(['bash', ...(way.needs ?? [])]))('to a file that nobody protects', async () => {
    const { before, isWritten, end } = await goAbout(way, FREE)
    expect(isWritten).toBe(true)
    expect({ before: before.exitCode, said: before.stderr }).toEqual({ before: 0, said: '' })
    expect({ end: end.exitCode, said: end.stderr }).toEqual({ end: 0, said: '' })
  })
})
