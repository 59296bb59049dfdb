// The completion scripts in the shells that they are for: each line is completed by the shell itself, in a repository
// with one spec.
import { fileURLToPath } from 'node:url'
import { hasRealParts } from 'testkit/real-parts'
import { builtProgram, runCli } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import type { TempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROGRAM } from '../../src/cli/commands.ts'

const support = (name: string): string => fileURLToPath(new URL(`../support/${name}`, import.meta.url))

const LINES = [
  { typed: 'dotclaude doc', becomes: 'dotclaude doctor' },
  { typed: 'dotclaude validate-sp', becomes: 'dotclaude validate-specs' },
  { typed: 'dotclaude spec sh', becomes: 'dotclaude spec show' },
  { typed: 'dotclaude spec show logi', becomes: 'dotclaude spec show login' },
  { typed: 'dotclaude --repo-root . doc', becomes: 'dotclaude --repo-root . doctor' },
  { typed: 'dotclaude check --form', becomes: 'dotclaude check --format' },
  { typed: 'dotclaude check --format sar', becomes: 'dotclaude check --format sarif' },
  { typed: 'dotclaude doctor --verb', becomes: 'dotclaude doctor --verbose' },
  { typed: 'dotclaude-doctor --no-st', becomes: 'dotclaude-doctor --no-start' },
  { typed: 'dotclaude completion z', becomes: 'dotclaude completion zsh' },
  { typed: 'dotclaude teleport', becomes: 'dotclaude teleport' },
] as const

let tree: TempTree
beforeAll(async () => {
  tree = makeTempTree({ 'docs/specs/login/spec.json': '{}' })
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await runCli([...builtProgram('dotclaude'), 'completion', shell])
    tree.write({ [`dotclaude.${shell}`]: stdout })
  }
})
afterAll(() => tree.remove())

async function linesOf(...command: readonly string[]): Promise<readonly string[]> {
  const run = await runCli([...command, ...LINES.map(({ typed }) => typed)], {
    cwd: tree.root,
    env: { HOME: tree.root, TERM: 'dumb' },
  })
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
}

const expected = LINES.map(({ becomes }) => becomes)

describe.runIf(hasRealParts(['bash']))('bash', () => {
  test('completes each line', async () => {
    // Where nothing fits, bash leaves the line alone; the script shows the missing word.
    const lines = await linesOf('bash', support('complete.bash'), 'dotclaude.bash')
    expect(lines.slice(0, -1)).toEqual(expected.slice(0, -1))
    expect(lines.at(-1)).toBe('dotclaude')
  })

  test('offers all commands, and values behind an equals sign', async () => {
    const script =
      'source ./dotclaude.bash; COMP_WORDS=(dotclaude ""); COMP_CWORD=1; _dotclaude; echo ${COMPREPLY[*]}; COMP_WORDS=(dotclaude check --format = j); COMP_CWORD=4; _dotclaude; echo ${COMPREPLY[*]}'
    const { stdout } = await runCli(['bash', '-c', script], { cwd: tree.root })
    const firsts = new Set(PROGRAM.commands.map(({ name }) => name.split(' ')[0] ?? ''))
    const [words = '', values] = stdout.split('\n')
    expect(new Set(words.split(' '))).toEqual(firsts)
    expect(values).toBe('json junit')
  })
})

describe.runIf(hasRealParts(['zsh']))('zsh', () => {
  test('completes each line', async () => {
    expect(await linesOf('zsh', '-f', support('complete.zsh'), './dotclaude.zsh')).toEqual(expected)
  })
})

describe.runIf(hasRealParts(['fish']))('fish', () => {
  test.each(LINES)('$typed becomes $becomes', async ({ typed, becomes }) => {
    const script = 'source ./dotclaude.fish; complete -C $argv[1]'
    const run = await runCli(['fish', '--no-config', '-c', script, typed], {
      cwd: tree.root,
      env: { HOME: tree.root },
    })
    const [word = typed.split(' ').at(-1)] = run.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t')[0])
    expect(run.stderr).toBe('')
    expect([...typed.split(' ').slice(0, -1), word].join(' ')).toBe(becomes)
  })

  test('shows what each command does', async () => {
    const script = 'source ./dotclaude.fish; complete -C "dotclaude "'
    const { stdout } = await runCli(['fish', '--no-config', '-c', script], {
      cwd: tree.root,
      env: { HOME: tree.root },
    })
    const check = PROGRAM.commands.find(({ name }) => name === 'check')
    expect(stdout).toContain(`check\t${check?.summary}`)
  })
})
