// What the end-to-end tests of `init` share: the built program, repositories of three kinds, and a PATH on which npx
// knows our package and nothing else, because the package is not published while it is tested.
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { version } from '../../src/diagnostics/version.ts'

export const PROGRAM: readonly string[] = builtProgram('dotclaude')

export const KINDS = {
  empty: {},
  node: {
    'package.json': '{ "name": "x", "scripts": { "test": "node --test" } }\n',
    'CLAUDE.md': '# Rules\n\nRun `npm test`.\n',
  },
  go: { 'go.mod': 'module example.com/x\n\ngo 1.22\n', 'main.go': 'package main\n\nfunc main() {}\n' },
}

export function repository(files: Readonly<Record<string, string>>): GitRepository {
  const made = makeGitRepository(files)
  onTestFinished(made.remove)
  return made
}

export const dotclaude = (cwd: string, ...args: readonly string[]): Promise<Run> =>
  runCli([...PROGRAM, ...args], { cwd })

/** Programs by name, as shell scripts, in front of the usual ones. */
export function pathWith(programs: Readonly<Record<string, string>> = {}): string {
  const tree = makeTempTree({ npx: npxScript(programs['npx']), ...without(programs, 'npx') })
  for (const name of ['npx', ...Object.keys(programs)]) chmodSync(join(tree.root, name), 0o755)
  onTestFinished(tree.remove)
  return `${tree.root}:${process.env['PATH']}`
}

function without(programs: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(programs).filter(([key]) => key !== name)
  return Object.fromEntries(entries.map(([key, script]) => [key, `#!/bin/sh\n${script}`]))
}

/** Our package at this version is the built program; for others there may be more lines. */
function npxScript(more = ''): string {
  const command = PROGRAM.map((word) => `'${word}'`).join(' ')
  return `#!/bin/sh
case "$1 $2" in '--yes @dotclaude/dotclaude@${version}') shift 2; exec ${command} "$@" ;; esac
${more}
echo "npx: unexpected $*" >&2
exit 9
`
}

/** The hook would look for our package in a registry. */
export function withoutHooks(git: GitRepository['git']): void {
  git('config', 'core.hooksPath', '/dev/null')
}

export interface Step {
  readonly name: string
  readonly run: string
}

/** The scripts of a workflow, in order. */
export function stepsOf(root: string, file: string): readonly Step[] {
  const { jobs } = parse(readFileSync(join(root, '.github/workflows', file), 'utf8')) as {
    jobs: Record<string, { steps: Partial<Step>[] }>
  }
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ name, run }) => (run === undefined ? [] : [{ name: `${file}: ${name}`, run }])),
  )
}

/** Runs a script as the runner does. */
export function runStep(cwd: string, { run }: Step, env: Readonly<Record<string, string>>): Promise<Run> {
  return runCli(['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], { cwd, env })
}
