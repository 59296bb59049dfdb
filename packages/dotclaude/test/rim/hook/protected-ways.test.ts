// Ways of writing a file, in the words of each agent's tools and of the shell, that nobody has to run to know where they lead:
// what the hook says before, to a file that no spec covers, and to its twin that nobody protects.
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, expect, test } from 'vitest'
import { runHook } from '../../../src/hook/run-hook.ts'

const WAYS = fileURLToPath(new URL('../../fixtures/guard/protected-ways.jsonl', import.meta.url))
const FORESEEN_MIN = 36 / 40
const [PROTECTED, FREE] = ['billing', 'notes']

interface Way {
  readonly agent?: string
  readonly tool?: string
  readonly input?: object
  readonly script?: string
  readonly isForeseen: boolean
}

const ways = readFileSync(WAYS, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Way)

const home = makeTempTree()
const repository = makeGitRepository({
  'docs/repo-facts.json': JSON.stringify({ protected_paths: [`${PROTECTED}/**`] }),
  '.claude/dotclaude.json': JSON.stringify({ session: { mode: 'enforce' } }),
  '.gitignore': 'work\n',
  [`${PROTECTED}/rates.js`]: 'rate = 1\n',
  [`${FREE}/rates.js`]: 'rate = 1\n',
})
afterAll(repository.remove)
afterAll(home.remove)
const { root } = repository
repository.git('checkout', '--quiet', '-b', 'other')
repository.write({ [`${PROTECTED}/rates.js`]: 'rate = 3\n', [`${FREE}/rates.js`]: 'rate = 3\n' })
repository.commit('Raise the rate')
repository.git('checkout', '--quiet', 'main')
for (const dir of [PROTECTED, FREE]) {
  repository.write({
    [`work/${dir}/new.js`]: 'rate = 2\n',
    [`work/${dir}/rates.js`]: 'rate = 2\n',
    [`work/${dir}.patch`]: `--- a/${dir}/rates.js\n+++ b/${dir}/rates.js\n@@ -1 +1 @@\n-rate = 1\n+rate = 2\n`,
  })
  symlinkSync(`../${dir}`, join(root, `work/link-${dir}`))
  symlinkSync(join(root, `${dir}/rates.js`), join(root, `work/flink-${dir}.js`))
}

/** The same keys for whoever has them: every dialect reads its own. */
function eventOf({ agent = 'claude-code', tool = 'Bash', input, script }: Way, dir: string): string {
  const given = input ?? { command: script }
  const event = {
    hook_event_name: agent === 'gemini' ? 'BeforeTool' : agent === 'cursor' ? 'preToolUse' : 'PreToolUse',
    event: 'tool.execute.before',
    cwd: root,
    directory: root,
    tool,
    tool_name: tool,
    tool_input: given,
    args: given,
  }
  return JSON.stringify(event)
    .replaceAll('{root}', root)
    .replaceAll('{file}', `${dir}/rates.js`)
    .replaceAll('{dir}', dir)
    .replaceAll('{name}', 'rates.js')
}

async function say(way: Way, dir: string): Promise<string> {
  const host = {
    env: { PATH: process.env['PATH'], HOME: home.root },
    cwd: root,
    home: home.root,
    isWindows: false,
    now: () => new Date(0),
  }
  const { stdout, stderr } = await runHook([way.agent ?? 'claude-code'], () => eventOf(way, dir), host)
  return stdout + stderr
}

const agents = [...new Set(ways.map(({ agent }) => agent))]

test.each(agents.map((agent) => ({ agent })))('before: $agent', { timeout: 180_000 }, async ({ agent }) => {
  for (const way of ways.filter((one) => one.agent === agent)) {
    const [toProtected, toFree] = [await say(way, PROTECTED), await say(way, FREE)]
    const told = { way, isDenied: toProtected.includes('COVERAGE_UNCOVERED'), toFree }
    expect(told).toEqual({ way, isDenied: way.isForeseen, toFree: '' })
  }
})

test('few of them are seen only afterwards', () => {
  const foreseen = ways.filter(({ isForeseen }) => isForeseen).length
  expect(foreseen / ways.length).toBeGreaterThanOrEqual(FORESEEN_MIN)
})
