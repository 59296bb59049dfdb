/**
 * Holds manifests against the types of Kubernetes, the Prometheus operator and Istio: unknown fields and wrong types by
 * the TypeScript compiler, formats by the models' own validation. What kinds have no published types is listed here.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Manifest } from './documents.ts'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))
const COMPILER = join(ROOT, 'node_modules/.bin/tsc')
/** Inside the repository, where the compiler finds the models, and left out by git. */
const WORK = join(ROOT, '.build/manifests')

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
  return [...compile(typed), ...(await validate(typed))]
}

interface Model {
  readonly validate: () => void
}

async function validate(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const findings: string[] = []
  for (const manifest of manifests) {
    const models = (await import(modulePath(manifest))) as Record<string, new (data: Manifest) => Model>
    try {
      new models[manifest.kind]!(manifest).validate()
    } catch (error) {
      findings.push(`${manifest.kind} ${manifest.metadata.name}: ${String(error)}`)
    }
  }
  return findings
}

/** Literals of a declared type may have no field that the type does not know. */
function compile(manifests: readonly Manifest[]): readonly string[] {
  const literals = manifests.map((manifest, at) => {
    const type = `I${manifest.kind}`
    return `import type { ${type} as T${at} } from '${modulePath(manifest)}'
export const ${manifest.kind}${at}: T${at} = ${JSON.stringify(manifest, null, 1)}\n`
  })
  mkdirSync(WORK, { recursive: true })
  const folder = mkdtempSync(join(WORK, 'types-'))
  try {
    const file = join(folder, 'manifests.mts')
    writeFileSync(file, literals.join(''))
    const options = '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2022'.split(
      ' ',
    )
    execFileSync(COMPILER, [...options, file], { cwd: dirname(file), encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error)
      .split('\n')
      .filter((line) => line !== '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
