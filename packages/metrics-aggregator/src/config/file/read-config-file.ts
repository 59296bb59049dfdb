/**
 * The configuration file's values by what they set: the settings as nodes for the reader of settings, and the targets
 * with their options read. Rules beyond a single value are judged together with those of the environment.
 */
import type { ReadEntries, TargetEntry } from '../targets.ts'
import { SETTINGS } from '../settings.ts'
import type { Setting } from '../settings.ts'
import { TARGET_OPTION_NAMES, TARGET_OPTIONS, URL_OPTION } from '../target-options.ts'
import { sourceOf } from './file-node.ts'
import type { FileEntry, FileNode, Place } from './file-node.ts'
import { findOptions, readValue, shown } from './read-options.ts'
import type { PlacedFinding } from './read-yaml.ts'

/** The option that holds the targets; METRICS_ENDPOINTS says the same in fewer words. */
const TARGETS_OPTION = 'targets'

export interface ConfigFile {
  /** Values of settings by their option. */
  readonly nodes: ReadonlyMap<string, FileNode>
  /** Absent where the file says nothing of targets. */
  readonly targets?: ReadEntries & { readonly source: string }
  readonly findings: readonly PlacedFinding[]
  /** Where each source of a finding is. */
  readonly places: ReadonlyMap<string, Place>
}

const SETTING_OPTIONS: readonly string[] = (Object.values(SETTINGS) as Setting<unknown>[]).flatMap(
  ({ option }) => option ?? [],
)

export function readConfigFile(root: FileNode): ConfigFile {
  const { nodes, findings } = findOptions(root, [...SETTING_OPTIONS, TARGETS_OPTION])
  const targetsNode = nodes.get(TARGETS_OPTION)
  const places = new Map<string, Place>()
  collectPlaces(root, places)
  if (targetsNode === undefined) return { nodes, findings, places }
  const targets = { ...readTargetMap(targetsNode), source: sourceOf(targetsNode.place) }
  return { nodes, targets, findings, places }
}

function collectPlaces(node: FileNode, places: Map<string, Place>): void {
  places.set(sourceOf(node.place), node.place)
  if (node.kind === 'list') for (const item of node.items) collectPlaces(item, places)
  if (node.kind !== 'map') return
  for (const { keyPlace, value } of node.entries) {
    places.set(sourceOf(keyPlace), keyPlace)
    collectPlaces(value, places)
  }
}

function readTargetMap(node: FileNode): ReadEntries {
  if (node.kind === 'scalar' && node.type === 'nothing') return { entries: [], findings: [] }
  if (node.kind !== 'map') {
    const facts = { source: sourceOf(node.place), detail: 'it is not a map of names' }
    return { entries: [], findings: [{ code: 'CONFIG_TARGETS_MALFORMED', facts, where: node.place }] }
  }
  const findings: PlacedFinding[] = []
  const entries = node.entries.map((entry) => readTarget(entry, findings))
  return { entries, findings }
}

function readTarget({ key: name, keyPlace, value }: FileEntry, findings: PlacedFinding[]): TargetEntry {
  const nameSource = sourceOf(keyPlace)
  // `api: http://127.0.0.1:8080/metrics`, where the URL is all there is to say.
  if (value.kind !== 'map') {
    return {
      name,
      nameSource,
      address: shown(value),
      source: sourceOf(value.place),
      options: {},
      sources: {},
    }
  }
  const { nodes, findings: strays } = findOptions(value, [URL_OPTION, ...TARGET_OPTION_NAMES])
  findings.push(...strays)
  const options: Record<string, unknown> = {}
  const sources: Record<string, string> = {}
  for (const option of TARGET_OPTION_NAMES) {
    const node = nodes.get(option)
    if (node === undefined) continue
    sources[option] = sourceOf(node.place)
    const read = readValue<unknown>(node, TARGET_OPTIONS[option].kind)
    if ('value' in read) options[option] = read.value
    else findings.push(read.finding)
  }
  const url = nodes.get(URL_OPTION)
  const source = sourceOf(url?.place ?? value.place)
  return { name, nameSource, address: url === undefined ? '' : shown(url), source, options, sources }
}
