/** A composition as docker compose's own library reads it, and the podman commands that start what it says. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from 'testkit/run-cli'
import { builtGoProgram } from '../../oracles/program.ts'

interface Port {
  readonly host_ip: string
  readonly published: string
  readonly target: number
}

/** What a service may say; a test that starts a part of it only would show nothing. */
interface Service {
  readonly image: string
  readonly ports?: readonly Port[]
  readonly network_mode?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly configs?: readonly { readonly source: string; readonly target: string }[]
  readonly read_only?: boolean
  readonly user?: string
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly mem_limit?: string
}

export interface Project {
  readonly name: string
  readonly services: Readonly<Record<string, Service>>
  readonly configs: Readonly<Record<string, { readonly content: string }>>
}

/** Throws with what the library says where the file does not keep to the specification. */
export async function readProject(file: string): Promise<Project> {
  const { exitCode, stdout, stderr } = await runCli([await builtGoProgram('compose'), file])
  if (exitCode !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Project
}

type Flags<Value> = (value: Value, project: Project, folder: string) => readonly string[]

/** What each word of a service is for podman. Those that are null in every service are the library's. */
const FLAGS: { readonly [Name in keyof Omit<Service, 'image'>]-?: Flags<NonNullable<Service[Name]>> } = {
  ports: (ports) => ports.map((port) => `--publish=${port.host_ip}:${port.published}:${port.target}`),
  network_mode: (mode, { name }) => [`--network=container:${name}-${mode.replace(/^service:/, '')}`],
  environment: (environment) => Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`),
  configs: (configs, project, folder) =>
    configs.map(({ source, target }) => {
      writeFileSync(join(folder, source), project.configs[source]?.content ?? '')
      return `--volume=${join(folder, source)}:${target}:ro`
    }),
  read_only: (isReadOnly) => (isReadOnly ? ['--read-only', '--read-only-tmpfs=false'] : []),
  user: (user) => [`--user=${user}`],
  cap_drop: (names) => names.map((name) => `--cap-drop=${name}`),
  security_opt: (options) => options.map((option) => `--security-opt=${option.replace(':true', '')}`),
  mem_limit: (bytes) => [`--memory=${bytes}`],
}

/** Of the library: order of the start, which is ours, and the one network that there is. */
const UNDERSTOOD = ['image', 'depends_on', 'networks']

const SUBNET = '10.89.77'
/** One of its own for each process, since podman's book of addresses is one for the machine. */
const NETWORK = `compose-${process.pid}`

/**
 * In the order of their start: those whose network others use come first. Names are told to each container rather than
 * served, because podman runs one name server for the machine, whatever the namespace.
 */
export function commandsOf(project: Project, folder: string): readonly (readonly string[])[] {
  const all = Object.entries(project.services)
  const own = all.filter(([, service]) => !('network_mode' in service))
  const addresses = own.map(([name], at) => [name, `${SUBNET}.${at + 2}`] as const)
  const hosts = addresses.map(([name, address]) => `--add-host=${name}:${address}`)
  const ownNetwork = addresses.map(([, address]) => [`--network=${NETWORK}`, `--ip=${address}`, ...hosts])
  const others = all.filter(([, service]) => 'network_mode' in service)
  return [
    ['network', 'create', '--disable-dns', `--subnet=${SUBNET}.0/24`, NETWORK],
    ...[...own, ...others].map(([name, service], at) => [
      'run',
      '--detach',
      `--name=${project.name}-${name}`,
      ...(ownNetwork[at] ?? []),
      ...flagsOf(service, project, folder),
      service.image,
    ]),
  ]
}

function flagsOf(service: Service, project: Project, folder: string): readonly string[] {
  const said = Object.entries(service).filter(([name, value]) => !UNDERSTOOD.includes(name) && value !== null)
  return said.flatMap(([name, value]) => {
    const flags = (FLAGS as Readonly<Record<string, Flags<unknown> | undefined>>)[name]
    if (flags === undefined) throw new Error(`nothing is known of ${name}`)
    return flags(value, project, folder)
  })
}
