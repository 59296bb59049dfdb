/**
 * Podman with a store of its own, which goes away with it. Settings are those that also work where root may not raise
 * limits and where cgroups are of two kinds.
 */
import { join } from 'node:path'
import type { NetworkNamespace } from 'testkit/network-namespace'
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
[network]
`

/** Its networks and firewall rules are made in the namespace, where there is one. */
export function makePodman(place?: NetworkNamespace): Podman {
  const tree = makeTempTree()
  const store = join(tree.root, 'store')
  tree.write({
    'containers.conf': `${CONTAINERS_CONF}network_config_dir = "${tree.root}/networks"\n`,
    'storage.conf': `[storage]\ndriver = "overlay"\ngraphroot = "${store}"\nrunroot = "${tree.root}/state"\n`,
    'policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}',
  })
  const env = {
    HOME: tree.root,
    CONTAINERS_CONF: join(tree.root, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(tree.root, 'storage.conf'),
  }
  const program = findRealPart('podman') ?? 'podman'
  // Not by "ip netns exec", which mounts /sys anew, without the control groups.
  const command = place === undefined ? [program] : ['nsenter', `--net=/run/netns/${place.name}`, program]
  const run: Podman['run'] = (args) => runCli([...command, ...args], { env, deadlineMs: DEADLINE_MS })
  const must: Podman['must'] = async (args) => {
    const { exitCode, stdout, stderr } = await run(args)
    if (exitCode !== 0) throw new Error(`podman ${args.join(' ')}: ${stdout}${stderr}`)
    return stdout.trim()
  }
  const remove = async (): Promise<void> => {
    await run(['pod', 'rm', '--all', '--force', '--time', '0'])
    // Twice, since one whose network another uses goes after it.
    for (let times = 0; times < 2; times += 1) await run(['rm', '--all', '--force', '--time', '0'])
    await run(['network', 'prune', '--force'])
    await run(['umount', '--all'])
    // The store is a mount of its own while it is in use.
    await runCli(['umount', join(store, 'overlay')])
    tree.remove()
  }
  return { folder: tree.root, run, must, remove }
}
