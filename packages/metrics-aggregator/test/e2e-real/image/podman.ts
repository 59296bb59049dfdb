/**
 * Podman with a store of its own, which goes away with it. Settings are those that also work where root may not raise
 * limits and where cgroups are of two kinds.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findRealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'

export interface Podman {
  readonly folder: string
  /** Runs one of its commands; standard error is full of warnings and says nothing by itself. */
  readonly run: (args: readonly string[]) => Promise<Run>
  /** The same, and throws where it fails. */
  readonly must: (args: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

const DEADLINE_MS = 120_000
const CONTAINERS_CONF = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`

export function makePodman(): Podman {
  const tree = makeTempTree()
  const store = join(tree.root, 'store')
  tree.write({
    'containers.conf': CONTAINERS_CONF,
    'storage.conf': `[storage]\ndriver = "overlay"\ngraphroot = "${store}"\nrunroot = "${tree.root}/state"\n`,
    'policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}',
  })
  const env = {
    HOME: tree.root,
    CONTAINERS_CONF: join(tree.root, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(tree.root, 'storage.conf'),
  }
  const program = findRealPart('podman') ?? 'podman'
  const run: Podman['run'] = (args) => runCli([program, ...args], { env, deadlineMs: DEADLINE_MS })
  const must: Podman['must'] = async (args) => {
    const { exitCode, stdout, stderr } = await run(args)
    if (exitCode !== 0) throw new Error(`podman ${args.join(' ')}: ${stdout}${stderr}`)
    return stdout.trim()
  }
  const remove = async (): Promise<void> => {
    await run(['pod', 'rm', '--all', '--force', '--time', '0'])
    await run(['rm', '--all', '--force', '--time', '0'])
    await run(['umount', '--all'])
    // The store is a mount of its own while it is in use.
    await runCli(['umount', join(store, 'overlay')])
    tree.remove()
  }
  return { folder: tree.root, run, must, remove }
}

/** A stand-in for the base of our image, since no registry is asked: this machine's node and its libraries, nothing else. */
export async function buildBase({ folder, must }: Podman, name: string): Promise<void> {
  const root = join(folder, 'base/root')
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' }).match(/\/\S+/g) ?? []
  const copies = [[process.execPath, '/nodejs/bin/node'], ...libraries.map((path) => [path, path])] as const
  for (const [from, to] of copies) {
    mkdirSync(dirname(join(root, to)), { recursive: true })
    cpSync(from, join(root, to), { dereference: true })
  }
  const dockerfile = join(folder, 'base/Dockerfile')
  writeFileSync(dockerfile, 'FROM scratch\nCOPY root/ /\nENTRYPOINT ["/nodejs/bin/node"]\n')
  await must(['build', '--quiet', '--tag', name, '--file', dockerfile, join(folder, 'base')])
  rmSync(root, { recursive: true })
}
