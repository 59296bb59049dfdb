/**
 * Holds manifests against the types of Kubernetes, the Prometheus operator and Istio: unknown fields and wrong types by
 * the TypeScript compiler, formats by the models' own validation. What kinds have no published types is listed here.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import type { Manifest } from './documents.ts'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))
const COMPILER = join(ROOT, 'node_modules/.bin/tsc')
/** Below the folder of the models, where compiler and Node find them. */
const WORK = join(ROOT, '.build/models/manifests')

const COMPILER_OPTIONS =
  '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2022'.split(' ')

/** Groups whose kinds nobody publishes types for. */
const WITHOUT_TYPES: readonly string[] = ['kyverno.io', 'kustomize.config.k8s.io']
const PACKAGES: readonly (readonly [group: RegExp, name: string])[] = [
  [/\.istio\.io\//, '@kubernetes-models/istio'],
  [/^monitoring\.coreos\.com\//, '@kubernetes-models/prometheus-operator'],
  [/^/, 'kubernetes-models'],
]

const hasTypes = ({ apiVersion }: Manifest): boolean =>
  !WITHOUT_TYPES.some((group) => apiVersion.startsWith(`${group}/`))

function modulePath({ apiVersion, kind }: Manifest): string {
  const [, name] = PACKAGES.find(([group]) => group.test(apiVersion)) ?? []
  return `${name}/${apiVersion}/${kind}`
}

/** What is wrong, a line each; nothing where the manifests fit. */
export async function typeFindings(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const typed = manifests.filter(hasTypes)
  return [...(await compile(typed)), ...(await validate(typed))]
}

interface Model {
  readonly validate: () => void
}

type Models = Readonly<Record<string, new (data: Manifest) => Model>>

async function validate(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const findings: string[] = []
  for (const manifest of manifests) {
    const models = await importModels(modulePath(manifest))
    try {
      new models[manifest.kind]!(manifest).validate()
    } catch (error) {
      findings.push(`${manifest.kind} ${manifest.metadata.name}: ${String(error)}`)
    }
  }
  return findings
}

/** By way of a module beside them, since Node looks for packages from where it is asked. */
function importModels(path: string): Promise<Models> {
  return inWorkFolder((folder) => {
    const file = join(folder, 'models.mjs')
    writeFileSync(file, `export * from ${JSON.stringify(path)}\n`)
    return import(file) as Promise<Models>
  })
}

async function inWorkFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  mkdirSync(WORK, { recursive: true })
  const folder = mkdtempSync(join(WORK, 'types-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Literals of a declared type may have no field that the type does not know. */
function compile(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const literals = manifests.map((manifest, at) => {
    const type = `I${manifest.kind}`
    return `import type { ${type} as T${at} } from '${modulePath(manifest)}'
export const ${manifest.kind}${at}: T${at} = ${JSON.stringify(manifest, null, 1)}\n`
  })
  return inWorkFolder(async (folder) => {
    const file = join(folder, 'manifests.mts')
    writeFileSync(file, literals.join(''))
    const { exitCode, stdout, stderr } = await runCli([COMPILER, ...COMPILER_OPTIONS, file], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
    })
    return exitCode === 0 ? [] : `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
  })
}
