/** Kubernetes manifests as documents: read from YAML, from files or from what a program rendered. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

export const DEPLOY: string = fileURLToPath(new URL('../../../deploy/', import.meta.url))

export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly spec?: unknown
}

/** Every document of a YAML text; throws where it is not YAML or no manifest. */
export function readManifests(text: string): readonly Manifest[] {
  return [...parseAllDocuments(text)].map((document) => {
    const [error] = [...document.errors, ...document.warnings]
    if (error !== undefined) throw error
    const manifest = document.toJS() as Partial<Manifest> | null
    if (manifest?.apiVersion === undefined || manifest.kind === undefined)
      throw new Error('a document is no manifest')
    return manifest as Manifest
  })
}

/** Paths below `deploy`, in order, of the files with that ending. */
export function deployFiles(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(`${DEPLOY}${folder}`)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => `${folder}/${name}`),
  )
}

/** A piece of Prometheus' configuration and no manifest; promtool reads it in test/e2e-real. */
const NO_MANIFESTS = ['kubernetes/scrape-config.yaml']

/** Files that stand as they are applied. */
export function manifestFiles(): readonly string[] {
  return deployFiles('kubernetes', 'istio', 'policies').filter((file) => !NO_MANIFESTS.includes(file))
}

export const readDeployFile = (path: string): string => readFileSync(`${DEPLOY}${path}`, 'utf8')
