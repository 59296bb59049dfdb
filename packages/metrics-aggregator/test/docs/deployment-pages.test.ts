/**
 * The pages about deployment: every manifest has its recipe, every command in them is one that tests carry out or names a
 * file that they check, the reasons are the program's, and the resources those of the manifests.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CODES } from '../../src/errors/codes.ts'
import { deployFiles, readDeployFile, readManifests } from '../support/manifests/documents.ts'
import { podsOf, sidecarOf } from '../support/manifests/pods.ts'

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(`${PACKAGE}docs/${path}`, 'utf8')
const RECIPES = readdirSync(`${PACKAGE}docs/recipes`).map((name) => `recipes/${name}`)
const fencesOf = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text)

test.each(deployFiles('kubernetes', 'istio', 'policies', 'compose'))('%s has a recipe', (file) => {
  expect(RECIPES.filter((page) => read(page).includes(`deploy/${file}`))).not.toEqual([])
})

/** What the manifests' own tests do; `port-forward` needs a cluster. */
const CARRIED_OUT: readonly RegExp[] = [
  /^kubectl apply -[fk] (?<path>deploy\/[\w./-]+)$/,
  /^kubectl kustomize (?<path>deploy\/kustomize\/overlay)$/,
  /^helm (dependency update|lint --strict|template shop) (?<path>deploy\/helm\/demo)( --set podMonitor=true)?$/,
  /^docker compose -f (?<path>deploy\/compose\/docker-compose\.yaml) up$/,
  /^kubectl port-forward deployment\/shop 19090$/,
]
test.each(RECIPES)('%s has commands that work', (page) => {
  const commands = fencesOf(read(page), 'sh').flatMap((fence) => fence.trim().split('\n'))
  for (const command of commands) {
    const match = CARRIED_OUT.map((pattern) => pattern.exec(command)).find((found) => found !== null)
    expect([command, match !== undefined]).toEqual([command, true])
    expect(existsSync(`${PACKAGE}${match?.groups?.['path'] ?? ''}`)).toBe(true)
  }
})

test('the guide to sizes shows the resources of the manifests', () => {
  const [fence = ''] = fencesOf(read('sizing.md'), 'yaml')
  const { resources } = parse(fence) as { readonly resources: unknown }
  const [pod] = podsOf(readManifests(readDeployFile('kubernetes/deployment.yaml')))
  expect(resources).toEqual(sidecarOf(pod!)?.resources)
})

test('troubleshooting explains every reason, and none that there is not', () => {
  const known = Object.values(CODES).flatMap((entry) => ('reason' in entry ? [entry.reason as string] : []))
  const explained = [...read('troubleshooting.md').matchAll(/^\| `(\w+)` /gm)].map(
    ([, reason = '']) => reason,
  )
  expect(explained.toSorted()).toEqual([...new Set(known)].toSorted())
})
