/**
 * Reads METRICS_ENDPOINTS, as a JSON object or as a list of URLs, into entries in written order, and holds entries, from
 * wherever they come, against the rules for names and addresses. Every fault becomes a finding; passwords in URLs are
 * never repeated.
 */
import type { Finding } from '../errors/failure.ts'
import { kindOfHost } from './address-rule.ts'
import { readJsonObject } from './json-object.ts'
import type { GivenTargetOptions } from './target-options.ts'
import { socketOf } from './socket-url.ts'
import { bareHost } from './value-kind.ts'

/** A target as it was written, not judged yet. */
export interface TargetEntry {
  readonly name: string
  readonly address: string
  /** Where name and address were written, for findings. */
  readonly nameSource: string
  readonly source: string
  /** Empty for targets of which only an address can be said. */
  readonly options: GivenTargetOptions
  /** Where each of the options was written. */
  readonly sources: Readonly<Record<string, string>>
}

export interface JudgedTarget extends TargetEntry {
  readonly url: URL
}

/** What the rules depend on beside the target itself. */
export interface TargetRules {
  readonly allowHosts: readonly string[]
  readonly allowMeshPorts: boolean
  /** 0 where the port is not known yet. */
  readonly ownPort: number
}

/** The origin of our own metrics on the page. */
const OWN_NAME = 'metrics-aggregator'

/** Ports of Istio's proxy and agent. */
export const MESH_PORTS: ReadonlySet<number> = new Set([
  15_000, 15_001, 15_004, 15_006, 15_008, 15_020, 15_021, 15_053, 15_090,
])

const HTTP_PORT = 80
const HTTPS_PORT = 443
const NAME_CHARACTERS_MAX = 128

/** What no label value should hold: control characters and halves of surrogate pairs. */
// The classes Cc and Cs spelled out: a Unicode class would load tables at every start.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/u

export interface ReadEntries {
  readonly entries: readonly TargetEntry[]
  readonly findings: readonly Finding[]
}

/** `source` is the variable or flag that holds the text. */
export function readTargetList(text: string, source: string): ReadEntries {
  const list = text.startsWith('{') ? fromJson(text) : fromList(text)
  if ('detail' in list) {
    const facts = { source, detail: list.detail }
    return { entries: [], findings: [{ code: 'CONFIG_TARGETS_MALFORMED', facts }] }
  }
  const entries = list.entries.map(([name, address]) => {
    return { name, address, nameSource: source, source, options: {}, sources: {} }
  })
  return { entries, findings: [] }
}

/** The entries that can be scraped, and what is wrong with the others. */
export function judgeEntries(
  entries: readonly TargetEntry[],
  rules: TargetRules,
): { readonly targets: readonly JudgedTarget[]; readonly findings: readonly Finding[] } {
  const targets: JudgedTarget[] = []
  const findings: Finding[] = []
  const names = new Set<string>()
  for (const entry of entries) {
    const { name, address, nameSource } = entry
    const nameFinding = judgeTargetName(name, names, nameSource)
    names.add(name)
    const url = URL.canParse(address) ? new URL(address) : undefined
    const urlFinding = judgeUrl(entry, url, rules)
    if (nameFinding !== undefined) findings.push(nameFinding)
    if (urlFinding !== undefined) findings.push(urlFinding)
    if (url !== undefined) targets.push({ ...entry, url })
  }
  return { targets, findings }
}

type Entries =
  | { readonly entries: readonly (readonly [name: string, address: string])[] }
  | { readonly detail: string }

function fromJson(text: string): Entries {
  const read = readJsonObject(text)
  if (!read.ok) return read
  const entries: [string, string][] = []
  for (const [name, value] of read.members) {
    if (typeof value !== 'string')
      return { detail: `the value of ${JSON.stringify(name)} is not a URL in quotes` }
    entries.push([name, value.trim()])
  }
  return { entries }
}

/** The Go program's names for nameless targets: endpoint1, endpoint2, … */
function fromList(text: string): Entries {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.at(-1) === '') parts.pop()
  if (parts.includes('')) return { detail: `part ${parts.indexOf('') + 1} of the list is empty` }
  return { entries: parts.map((address, at) => [`endpoint${at + 1}`, address]) }
}

/** `earlier` holds the names that are taken. */
export function judgeTargetName(
  target: string,
  earlier: ReadonlySet<string>,
  source: string,
): Finding | undefined {
  const facts = { source, target }
  if (target === '' || target.length > NAME_CHARACTERS_MAX || UNPRINTABLE.test(target)) {
    return { code: 'CONFIG_TARGET_NAME_INVALID', facts }
  }
  if (earlier.has(target)) return { code: 'CONFIG_TARGET_NAME_REPEATED', facts }
  return target === OWN_NAME ? { code: 'CONFIG_TARGET_NAME_RESERVED', facts } : undefined
}

function judgeUrl(entry: TargetEntry, url: URL | undefined, rules: TargetRules): Finding | undefined {
  const { source, name: target, address } = entry
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    return { code: 'CONFIG_URL_CREDENTIALS', facts: { source, target } }
  }
  if (url !== undefined && socketOf(url) !== undefined) return undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return { code: 'CONFIG_URL_INVALID', facts: { source, target, value: maskCredentials(address) } }
  }
  return judgeHost(entry, url, rules) ?? judgePort(entry, url, rules)
}

function judgeHost({ source, name: target }: TargetEntry, url: URL, rules: TargetRules): Finding | undefined {
  const { allowHosts } = rules
  const host = bareHost(url)
  const kind = kindOfHost(host)
  const facts = { source, target, host }
  if (kind === 'link_local') return { code: 'CONFIG_ADDRESS_LINK_LOCAL', facts }
  const isAllowed = kind === 'loopback' || allowHosts.includes('*') || allowHosts.includes(host)
  return isAllowed ? undefined : { code: 'CONFIG_ADDRESS_FORBIDDEN', facts }
}

function judgePort({ source, name: target }: TargetEntry, url: URL, rules: TargetRules): Finding | undefined {
  const standard = url.protocol === 'https:' ? HTTPS_PORT : HTTP_PORT
  const port = url.port === '' ? standard : Number(url.port)
  const facts = { source, target, port }
  // Another host may well use the same port; on loopback it is ourselves.
  const isOwn = port === rules.ownPort && kindOfHost(bareHost(url)) === 'loopback'
  if (isOwn) return { code: 'CONFIG_PORT_OWN', facts }
  return MESH_PORTS.has(port) && !rules.allowMeshPorts ? { code: 'CONFIG_PORT_MESH', facts } : undefined
}

/** A URL that cannot be read may hold a password all the same: everything before the last @ goes. */
function maskCredentials(text: string): string {
  return text.replace(/^((?:[a-z]+:)?\/*).*@/i, '$1***@')
}
