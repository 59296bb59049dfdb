// Runs a section of a page as a reader would, top to bottom in one folder, and compares what is shown with what comes.
// Orders: `file=NAME` writes the fence as a file, `run` runs shell commands or type-checks and runs TypeScript,
// `serving` leaves a server running until the section ends, `shown` is what a terminal shows of the fence before (of a
// server, its standard output).
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fence, Section } from './markdown-fences.ts'
import { runCli } from './run-cli.ts'
import { startSaidServer, waitUntil } from './said-server.ts'
import type { SaidServer } from './said-server.ts'
import { isShown } from './shown-output.ts'
import type { TempTree } from './temp-tree.ts'

const REPOSITORY_ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const require = createRequire(import.meta.url)
const DEADLINE_MS = 100_000
/** A server may still be writing. */
const SHOWN_DEADLINE_MS = 5_000

export interface FenceWorld {
  readonly tree: TempTree
  readonly env: Readonly<Record<string, string>>
  /** For servers alone, so that they do not meet those of other tests. */
  readonly serverEnv?: Readonly<Record<string, string>>
  /** Ports as the page has them to ports as they are here. A server adds its own. */
  readonly ports: Map<string, string>
  /** The documented port of what is `serving`. */
  readonly serverPort: string
}

export interface Difference {
  readonly line: number
  readonly expected: string
  readonly actual: string
}

interface Outcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What the section has started and shown so far. */
interface Progress {
  readonly servers: SaidServer[]
  output: () => string
}

/** The first place where the page and the world differ. */
export async function runSection({ fences }: Section, world: FenceWorld): Promise<Difference | undefined> {
  const progress: Progress = { servers: [], output: () => '' }
  try {
    for (const fence of fences) {
      const difference = await takeFence(fence, progress, world)
      if (difference !== undefined) return difference
    }
    return undefined
  } finally {
    await Promise.all(progress.servers.map(({ stop }) => stop()))
  }
}

async function takeFence(
  fence: Fence,
  progress: Progress,
  world: FenceWorld,
): Promise<Difference | undefined> {
  const { orders, body } = fence
  const file = orders.get('file')
  if (file !== undefined) world.tree.write({ [file]: body })
  if (orders.has('shown')) return compareShown(fence, progress.output, world)
  if (!orders.has('run')) return undefined
  if (!orders.has('serving')) return runAndJudge(fence, progress, world)
  const server = await startServer(fence, world)
  progress.servers.push(server)
  progress.output = server.stdout
  return undefined
}

async function runAndJudge(
  fence: Fence,
  progress: Progress,
  world: FenceWorld,
): Promise<Difference | undefined> {
  const { exitCode, stdout, stderr } = await runFence(fence, world)
  progress.output = () => stdout
  const expected = fence.orders.get('exit') ?? '0'
  if (String(exitCode) === expected) return undefined
  const actual = `exit code ${exitCode}\n${stdout}${stderr}`
  return { line: fence.line, expected: `exit code ${expected}`, actual }
}

function runFence(fence: Fence, world: FenceWorld): Promise<Outcome> {
  return fence.language === 'ts' ? runTypeScript(fence, world) : runShell(fence, world)
}

const folderOf = ({ orders }: Fence, { tree }: FenceWorld): string =>
  orders.get('in') === 'repository' ? REPOSITORY_ROOT : tree.root

function runShell(fence: Fence, world: FenceWorld): Promise<Outcome> {
  // A terminal shows both streams.
  const command = ['sh', '-ec', `exec 2>&1\n${toHere(fence.body, world)}`]
  return runCli(command, { cwd: folderOf(fence, world), env: world.env, deadlineMs: DEADLINE_MS })
}

const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  module: 'nodenext',
  target: 'es2023',
  types: ['node'],
  typeRoots: [join(REPOSITORY_ROOT, 'node_modules/@types')],
  skipLibCheck: true,
}

async function runTypeScript({ body, line }: Fence, { tree, env }: FenceWorld): Promise<Outcome> {
  const file = `fence-${line}.ts`
  tree.write({
    [file]: body,
    'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: [file] }),
  })
  const options = { cwd: tree.root, env, deadlineMs: DEADLINE_MS }
  const compiler = join(REPOSITORY_ROOT, 'node_modules/typescript/bin/tsc')
  const checked = await runCli([process.execPath, compiler, '-p', '.'], options)
  if (checked.exitCode !== 0) return checked
  return runCli([process.execPath, '--import', require.resolve('tsx'), file], options)
}

async function startServer(fence: Fence, world: FenceWorld): Promise<SaidServer> {
  const env = { ...world.env, ...world.serverEnv }
  const server = await startSaidServer(toHere(fence.body, world), { cwd: folderOf(fence, world), env })
  world.ports.set(world.serverPort, server.port)
  return server
}

async function compareShown(
  { body, line }: Fence,
  output: () => string,
  world: FenceWorld,
): Promise<Difference | undefined> {
  const actual = (): string => toPage(output(), world)
  const isSame = await waitUntil(() => isShown(body, actual()), SHOWN_DEADLINE_MS)
  return isSame ? undefined : { line, expected: body, actual: actual() }
}

const toHere = (text: string, { ports }: FenceWorld): string => replaceNumbers(text, ports)

const toPage = (text: string, { ports }: FenceWorld): string =>
  replaceNumbers(text, new Map([...ports].map(([documented, here]) => [here, documented])))

const replaceNumbers = (text: string, numbers: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\b\d{4,5}\b/g, (number) => numbers.get(number) ?? number)
