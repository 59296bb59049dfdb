/**
 * The programs of this folder: built when they are first needed, and asked in lines of JSON, one answer for each
 * question.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findRealPart } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const BUILD_FOLDER = fileURLToPath(new URL('../../../../.build/oracle-programs/', import.meta.url))
/** A folder for each worker of Vitest, so that none writes what another runs. */
const WORKER_FOLDER = join(BUILD_FOLDER, process.env['VITEST_POOL_ID'] ?? '0')
const ANSWER_DEADLINE_MS = 120_000
// The first build downloads and compiles the readers' modules.
const BUILD_DEADLINE_MS = 280_000

/** Go and Python want a home and their caches, so these programs get the environment that the tests have. */
function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}

export function pathOf(part: RealPart): string {
  const path = findRealPart(part)
  if (path === undefined) throw new Error(`missing: ${part}`)
  return path
}

/** The caller says what the answers are; the program is ours. */
export async function askProgram<A>(
  command: readonly string[],
  questions: readonly object[],
): Promise<readonly A[]> {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('')
  const run = await runCli(command, { input, env: environment(), deadlineMs: ANSWER_DEADLINE_MS })
  if (run.exitCode !== 0) throw new Error(`${command.join(' ')}: ${run.stderr}`)
  const answers = run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as A)
  if (answers.length !== questions.length)
    throw new Error(`${answers.length} answers to ${questions.length} questions`)
  return answers
}

const builds = new Map<string, Promise<string>>()

/** Builds a Go program of this folder once; Go's own cache makes the next process's build a look-up. */
export function builtGoProgram(name: string): Promise<string> {
  const build = builds.get(name) ?? buildGoProgram(name)
  builds.set(name, build)
  return build
}

async function buildGoProgram(name: string): Promise<string> {
  mkdirSync(WORKER_FOLDER, { recursive: true })
  const program = join(WORKER_FOLDER, name)
  const run = await runCli([pathOf('go'), 'build', '-trimpath', '-o', program, '.'], {
    cwd: join(FOLDER, name),
    env: environment(),
    deadlineMs: BUILD_DEADLINE_MS,
  })
  if (run.exitCode !== 0) throw new Error(`go build ${name}: ${run.stderr}`)
  return program
}
