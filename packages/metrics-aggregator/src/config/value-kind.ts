/**
 * The kinds of values that settings have: how each is read from text, written back, described to who got it wrong, and
 * what stands for it in a configuration file. Lists come as text with commas between, maps as a JSON object.
 */
import { DURATION_PATTERN, parseDurationMs, showDuration } from './duration.ts'

/** The part of JSON Schema that values of the configuration file need. */
export interface ValueSchema {
  readonly type?: 'string' | 'integer' | 'boolean' | 'array' | 'object'
  readonly enum?: readonly (string | number)[]
  readonly anyOf?: readonly ValueSchema[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: ValueSchema
  readonly contains?: ValueSchema
  readonly additionalProperties?: ValueSchema
}

export interface ValueKind<T> {
  /** Completes the sentence "allowed: …". */
  readonly allowed: string
  /** Nothing if the text is not such a value. The text has no blanks at its ends. */
  readonly read: (text: string) => T | undefined
  readonly show: (value: T) => string
  readonly schema: ValueSchema
  /** All values, where they are a few words. */
  readonly words?: readonly string[]
  /** What a finding says of a refused text, where repeating it could give a secret away. */
  readonly quote?: (text: string) => string
}

export function wholeNumber(min: number, max: number): ValueKind<number> {
  return {
    allowed: `a whole number from ${min} to ${max}`,
    read: (text) => {
      const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN
      return value >= min && value <= max ? value : undefined
    },
    show: String,
    schema: { type: 'integer', minimum: min, maximum: max },
  }
}

export function duration(minMs: number, maxMs: number): ValueKind<number> {
  return {
    allowed: `a duration from ${showDuration(minMs)} to ${showDuration(maxMs)}, such as 500ms or 1m30s`,
    read: (text) => {
      const ms = parseDurationMs(text)
      return ms !== undefined && ms >= minMs && ms <= maxMs ? ms : undefined
    },
    show: showDuration,
    schema: { anyOf: [{ type: 'string', pattern: DURATION_PATTERN }, { enum: [0] }] },
  }
}

/** One of a few words, in any case. */
export function oneOf<const T extends string>(words: readonly T[]): ValueKind<T> {
  return {
    allowed: words.join(', '),
    read: (text) => words.find((word) => word === text.toLowerCase()),
    show: (word) => word,
    words,
    // YAML takes a word like 503 for a number.
    schema: { enum: words.flatMap((word) => (/^[0-9]+$/.test(word) ? [word, Number(word)] : [word])) },
  }
}

export const yesOrNo: ValueKind<boolean> = {
  allowed: 'true, false',
  read: (text) => {
    if (/^(?:true|1)$/i.test(text)) return true
    return /^(?:false|0)$/i.test(text) ? false : undefined
  },
  show: String,
  schema: { type: 'boolean' },
}

/** Words separated by commas, of which `required` must be one. */
export function listOf<const T extends string>(words: readonly T[], required: T): ValueKind<readonly T[]> {
  return {
    allowed: `a list of ${words.join(', ')} with ${required} in it`,
    read: (text) => {
      const parts = splitList(text.toLowerCase())
      const known = words.filter((word) => parts.includes(word))
      return known.length === parts.length && known.includes(required) ? known : undefined
    },
    show: (list) => list.join(','),
    schema: { type: 'array', items: { enum: words }, contains: { enum: [required] } },
  }
}

const HOST = /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]*:[0-9a-f:.]*)$/

/** Host names and addresses; `*` for every host. IPv6 addresses with or without brackets, in their shortest spelling. */
export const hostList: ValueKind<readonly string[]> = {
  allowed: 'host names and addresses separated by commas, or * for every host',
  read: (text) => {
    const hosts = splitList(text.toLowerCase()).map(canonicalHost)
    return hosts.every((host) => host !== undefined) ? hosts : undefined
  },
  show: (hosts) => hosts.join(','),
  schema: { type: 'array', items: { type: 'string' } },
}

function canonicalHost(text: string): string | undefined {
  const host = text.replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '')
  if (host === '*') return host
  if (!HOST.test(host)) return undefined
  // The URL reader brings addresses to the spelling that the host of a target's URL has.
  const authority = host.includes(':') ? `[${host}]` : host
  return URL.canParse(`http://${authority}/`) ? bareHost(new URL(`http://${authority}/`)) : undefined
}

/** The host of a URL without the brackets of IPv6 and without the root's dot. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '')
}

/** A host to listen on: a name or an address. Empty means every address. */
export const listenHost: ValueKind<string> = {
  allowed: 'an address or host name of this machine, or nothing for every address',
  read: (text) => (text === '' ? '' : canonicalHost(text.toLowerCase())),
  show: (host) => host,
  schema: { type: 'string' },
}

/** Text that is read elsewhere, with rules of its own. */
export const freeText: ValueKind<string> = {
  allowed: 'text',
  read: (text) => text,
  show: (text) => text,
  schema: { type: 'string' },
}

/** Names and texts; read elsewhere, with rules of its own. */
export const labelMap: ValueKind<string> = {
  ...freeText,
  schema: { type: 'object', additionalProperties: { type: 'string' } },
}

/** As `labelMap`, with values that nobody shall read. */
export const secretMap: ValueKind<string> = {
  ...labelMap,
  show: (text) => text.replaceAll(/("(?:[^"\\]|\\.)*"):"(?:[^"\\]|\\.)*"/g, '$1:"***"'),
}

function listOfMatching(pattern: string, allowed: string): ValueKind<readonly string[]> {
  const whole = new RegExp(`^(?:${pattern})$`)
  return {
    allowed,
    read: (text) => {
      const parts = splitList(text)
      return parts.every((part) => whole.test(part)) ? parts : undefined
    },
    show: (parts) => parts.join(','),
    schema: { type: 'array', items: { type: 'string', pattern: whole.source } },
  }
}

export const namePatterns: ValueKind<readonly string[]> = listOfMatching(
  '[^,\\s]+',
  'names of families, in which * stands for any characters',
)

export const labelNames: ValueKind<readonly string[]> = listOfMatching(
  '[a-zA-Z_][a-zA-Z0-9_]*',
  'label names',
)

export const portList: ValueKind<readonly number[]> = {
  allowed: 'port numbers separated by commas',
  read: (text) => {
    const ports = text === '' ? [] : splitList(text).map((part) => wholeNumber(1, 65_535).read(part))
    return ports.every((port) => port !== undefined) ? ports : undefined
  },
  show: (ports) => ports.join(','),
  schema: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 65_535 } },
}

export const hostName: ValueKind<string> = {
  allowed: 'a host name',
  // An address cannot be asked for in a handshake (RFC 6066 section 3).
  read: (text) => (/^[0-9.]+$|[:*]/.test(text) ? undefined : canonicalHost(text.toLowerCase())),
  show: (host) => host,
  schema: { type: 'string' },
}

/** A colon would end the name where the password begins (RFC 7617 section 2). */
export const userName: ValueKind<string> = {
  allowed: 'text without a colon and without control characters',
  read: (text) => (/^[^:\p{Cc}]+$/u.test(text) ? text : undefined),
  show: (name) => name,
  schema: { type: 'string', pattern: '^[^:]+$' },
}

/** Contents of a file in place of its path: a PEM, also in base64, or text of several lines. */
// oxlint-disable-next-line no-control-regex
const FILE_CONTENTS = /-----|^LS0tLS1|[\u0000-\u001f\u007f-\u009f]/

/** Files are read by the commands; here it only counts that no key was written where its path belongs. */
export const pemFile: ValueKind<string> = {
  allowed: 'the path of a PEM file',
  read: (text) => (FILE_CONTENTS.test(text) ? undefined : text),
  show: (path) => path,
  schema: { type: 'string' },
  quote: () => '***',
}

/** As `pemFile`, for a token or a password. */
export const secretFile: ValueKind<string> = {
  allowed: 'the path of a file, beginning with / or a dot',
  // A token written here by mistake looks like a name without folders.
  read: (text) => (/^\.{0,2}\/\P{Cc}+$/u.test(text) ? text : undefined),
  show: (path) => path,
  schema: { type: 'string', pattern: '^[.]{0,2}/' },
  quote: () => '***',
}

/** Empty for none. */
export const optionalSecretFile: ValueKind<string> = {
  ...secretFile,
  read: (text) => (text === '' ? '' : secretFile.read(text)),
}

function splitList(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}
