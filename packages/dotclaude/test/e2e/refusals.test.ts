// What the system refuses to the program: files that it may not read or write, and an output that is full. It says so with
// a code and ends with 2, and never passes over what nobody looked at.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { builtProgram } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { dotclaude, repository, withoutHooks } from '../support/governed.ts'

const PROGRAM = builtProgram('dotclaude')
/** Everything is allowed to root, so there the right to pass over permissions is taken away. */
const WITHOUT_RIGHTS =
  process.getuid?.() === 0
    ? [
        'setpriv',
        '--bounding-set=-dac_override,-dac_read_search',
        '--inh-caps=-dac_override,-dac_read_search',
      ]
    : []

/** In CI the gate asks for a pull request before it reads anything. */
const { CI: _ci, ...LAPTOP } = process.env

interface Refused {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function refused(root: string, ...words: readonly string[]): Refused {
  const [command = '', ...args] = [...WITHOUT_RIGHTS, ...PROGRAM, ...words]
  return spawnSync(command, args, { cwd: root, env: LAPTOP, encoding: 'utf8' })
}

async function governed(): Promise<string> {
  const { root, git, commit } = repository({ 'README.md': '# A\n' })
  await dotclaude(root, 'init')
  withoutHooks(git)
  commit('Govern')
  return root
}

test.each([
  { locked: 'docs/specs', command: 'validate-specs' },
  { locked: 'docs/specs', command: 'check' },
  { locked: 'docs/specs/governance/spec.json', command: 'check-spec-coverage' },
  { locked: '.claude/settings.json', command: 'validate-settings' },
  { locked: '.claude/skills-manifest.json', command: 'validate-skills' },
  { locked: 'docs/repo-facts.json', command: 'check-instruction-drift' },
])('$command where $locked cannot be read', async ({ locked, command }) => {
  const root = await governed()
  chmodSync(join(root, locked), 0)
  const run = refused(root, command)
  chmodSync(join(root, locked), 0o755)
  expect(run.status).toBe(2)
  expect(run.stdout).toMatch(/✗ \S+ cannot be read: EACCES: permission denied {2}ENV_FILE_UNREADABLE/)
})

test('a report that cannot be written is shown all the same', async () => {
  const root = await governed()
  chmodSync(root, 0o555)
  const run = refused(root, 'check', '--format', 'sarif:out.sarif')
  expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('ENV_FILE_UNWRITABLE') })
  expect(run.stdout).toContain('detect-drift')
  chmodSync(root, 0o755)
})

const isFullHere = existsSync('/dev/full')
if (!isFullHere) console.warn('missing: /dev/full, so a full output is not tried here')

test.runIf(isFullHere).each(['check', 'check --json', 'explain'])('%s into a full output', async (words) => {
  const root = await governed()
  const command = PROGRAM.map((word) => `'${word}'`).join(' ')
  const run = spawnSync('sh', ['-c', `${command} ${words} >/dev/full`], { cwd: root, encoding: 'utf8' })
  expect(run.status).toBe(2)
  expect(run.stderr.match(/ENV_FILE_UNWRITABLE/g)).toHaveLength(1)
})
