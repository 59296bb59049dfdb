/**
 * Targets from the annotations of the pod: the file of the downward API, the annotation of Istio that names what to
 * scrape, and our names in it (`api=8080:/metrics,worker=9100`). What it names is always in the pod itself.
 */
import type { Finding } from '../errors/failure.ts'
import type { ReadEntries, TargetEntry } from './targets.ts'

const ANNOTATION = 'prometheus.istio.io/scrape-targets'

export interface AnnotationsFile {
  readonly path: string
  readonly text: string
}

const ALLOWED = 'port, port:/path, name=port or name=port:/path, separated by commas'
const ITEM = /^(?:([^=]*)=)?([0-9]{1,5})(?::?(\/\S*))?$/
const PORT_MAX = 65_535

/** Without the annotation there are no targets, and that is no fault. */
export function readAnnotations({ path, text }: AnnotationsFile): ReadEntries & { readonly source: string } {
  const source = `${path} (${ANNOTATION})`
  const value = annotationOf(text)
  const items = (value ?? '').split(',').map((item) => item.trim())
  const read = items.filter((item) => item !== '').map((item) => readItem(item, source))
  return {
    source,
    entries: read.flatMap((item) => ('entry' in item ? [item.entry] : [])),
    findings: read.flatMap((item) => ('finding' in item ? [item.finding] : [])),
  }
}

type ReadItem = { readonly entry: TargetEntry } | { readonly finding: Finding }

function readItem(item: string, source: string): ReadItem {
  const [, name, port = '', path = '/metrics'] = ITEM.exec(item) ?? []
  const isPort = Number(port) > 0 && Number(port) <= PORT_MAX
  if (!isPort || name === '') {
    return { finding: { code: 'CONFIG_VALUE_INVALID', facts: { source, value: item, allowed: ALLOWED } } }
  }
  const address = `http://127.0.0.1:${port}${path}`
  const entry = { name: name ?? portName(Number(port)), address, nameSource: source, source }
  return { entry: { ...entry, options: {}, sources: {} } }
}

/** The name of a target of which nothing but its port is known. */
function portName(port: number): string {
  return `port-${port}`
}

const LINE = /^([^=]+)="((?:[^"\\]|\\.)*)"$/

/** A line for each annotation, its value quoted as Go does. */
function annotationOf(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const [, key, quoted = ''] = LINE.exec(line) ?? []
    if (key === ANNOTATION) return unquoted(quoted)
  }
  return undefined
}

const LETTERS: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
}

function unquoted(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g,
    (_, byte?: string, short?: string, long?: string, letter: string = '') => {
      const code = byte ?? short ?? long
      if (code === undefined) return LETTERS[letter] ?? letter
      const point = Number.parseInt(code, 16)
      return point > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(point)
    },
  )
}
