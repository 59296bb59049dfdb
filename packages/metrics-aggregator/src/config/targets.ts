/**
 * Reads METRICS_ENDPOINTS, as a JSON object or as a list of URLs, into targets in written order, and holds each against
 * the rules for names and addresses. Every fault becomes a finding; passwords in URLs are never repeated.
 */
import type { Finding } from '../errors/failure.ts'
import { kindOfHost } from './address-rule.ts'
import { readJsonObject } from './json-object.ts'
import { bareHost } from './value-kind.ts'

export interface TargetAddress {
  readonly name: string
  readonly url: URL
}

/** What the rules depend on beside the target itself. */
export interface TargetRules {
  /** As the user wrote it, for findings. */
  readonly source: string
  readonly allowHosts: readonly string[]
  readonly allowMeshPorts: boolean
  /** 0 where the port is not known yet. */
  readonly ownPort: number
}

/** The origin of our own metrics on the page. */
const OWN_NAME = 'metrics-aggregator'

/** Ports of Istio's proxy and agent. */
const MESH_PORTS: ReadonlySet<number> = new Set([
  15_000, 15_001, 15_004, 15_006, 15_008, 15_020, 15_021, 15_053, 15_090,
])

const HTTP_PORT = 80
const HTTPS_PORT = 443
const NAME_CHARACTERS_MAX = 128

/** What no label value should hold: control characters and halves of surrogate pairs. */
// The classes Cc and Cs spelled out: a Unicode class would load tables at every start.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/u

export function readTargets(
  text: string,
  rules: TargetRules,
): { readonly targets: TargetAddress[]; readonly findings: Finding[] } {
  const { source } = rules
  const list = text.startsWith('{') ? fromJson(text) : fromList(text)
  if ('detail' in list) {
    return {
      targets: [],
      findings: [{ code: 'CONFIG_TARGETS_MALFORMED', facts: { source, detail: list.detail } }],
    }
  }
  if (list.entries.length === 0) {
    return { targets: [], findings: [{ code: 'CONFIG_TARGETS_MISSING', facts: { source } }] }
  }
  const targets: TargetAddress[] = []
  const findings: Finding[] = []
  const names = new Set<string>()
  for (const [name, address] of list.entries) {
    const nameFinding = judgeTargetName(name, names, source)
    names.add(name)
    const url = URL.canParse(address) ? new URL(address) : undefined
    const urlFinding = judgeUrl(name, address, url, rules)
    if (nameFinding !== undefined) findings.push(nameFinding)
    if (urlFinding !== undefined) findings.push(urlFinding)
    if (url !== undefined) targets.push({ name, url })
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

function judgeUrl(
  target: string,
  text: string,
  url: URL | undefined,
  rules: TargetRules,
): Finding | undefined {
  const { source } = rules
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    return { code: 'CONFIG_URL_CREDENTIALS', facts: { source, target } }
  }
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return { code: 'CONFIG_URL_INVALID', facts: { source, target, value: maskCredentials(text) } }
  }
  return judgeHost(target, url, rules) ?? judgePort(target, url, rules)
}

function judgeHost(target: string, url: URL, { source, allowHosts }: TargetRules): Finding | undefined {
  const host = bareHost(url)
  const kind = kindOfHost(host)
  const facts = { source, target, host }
  if (kind === 'link_local') return { code: 'CONFIG_ADDRESS_LINK_LOCAL', facts }
  const isAllowed = kind === 'loopback' || allowHosts.includes('*') || allowHosts.includes(host)
  return isAllowed ? undefined : { code: 'CONFIG_ADDRESS_FORBIDDEN', facts }
}

function judgePort(target: string, url: URL, rules: TargetRules): Finding | undefined {
  const standard = url.protocol === 'https:' ? HTTPS_PORT : HTTP_PORT
  const port = url.port === '' ? standard : Number(url.port)
  const facts = { source: rules.source, target, port }
  // Another host may well use the same port; on loopback it is ourselves.
  const isOwn = port === rules.ownPort && kindOfHost(bareHost(url)) === 'loopback'
  if (isOwn) return { code: 'CONFIG_PORT_OWN', facts }
  return MESH_PORTS.has(port) && !rules.allowMeshPorts ? { code: 'CONFIG_PORT_MESH', facts } : undefined
}

/** A URL that cannot be read may hold a password all the same: everything before the last @ goes. */
function maskCredentials(text: string): string {
  return text.replace(/^((?:[a-z]+:)?\/*).*@/i, '$1***@')
}
