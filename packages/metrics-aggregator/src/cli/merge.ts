/** The command `merge`: expositions of several targets to one page on standard output, the report on standard error. */
import { readSettings } from '../config/read-settings.ts'
import type { SettingName } from '../config/read-settings.ts'
import { limitsOf, mergeConfigOf } from '../config/merge-config.ts'
import { readInjectedLabels } from '../config/labels.ts'
import { judgeTargetName } from '../config/targets.ts'
import { CODES } from '../errors/codes.ts'
import { Failure } from '../errors/failure.ts'
import { CONTENT_TYPES } from '../exposition/formats.ts'
import { mergeExpositions } from '../exposition/merge-expositions.ts'
import type {
  Exposition,
  MergeExpositionsOptions,
  MergedExposition,
} from '../exposition/merge-expositions.ts'
import type { Call, Command } from './command.ts'
import { escapingFlag, readEscaping } from './escaping-flag.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { jsonDocument } from './finding-lines.ts'
import { formatFlag, readFormat } from './format-flag.ts'
import { mergeReportLines } from './merge-report.ts'
import { acceptFor, readSource } from './read-source.ts'
import { flagsAlone } from './setting-flags.ts'
import type { Terminal } from './terminal.ts'

/** The settings that shape a page; those of scraping and serving mean nothing here. */
const PAGE_SETTINGS: readonly SettingName[] = [
  'labelName',
  'labels',
  'validation',
  'onCollision',
  'onTypeConflict',
  'created',
  'targetInfo',
  'emptyFamilies',
  'duplicates',
  'lineBytesMax',
  'labelsMax',
  'samplesMax',
  'pageBytesMax',
]

export const merge: Command = {
  name: 'merge',
  argumentsUsage: 'NAME=FILE|URL…',
  summary: 'merge expositions to standard output',
  description: [
    'Reads files, http, https and unix URLs, or standard input as "-", and writes one valid page. What was refused,',
    'repaired or in conflict is said on standard error. Exit code 1 if an exposition was refused.',
    'Only flags count here, not the environment of the daemon.',
  ],
  flags: [
    formatFlag('write this format instead of the one that loses nothing'),
    escapingFlag('write names beyond [a-zA-Z0-9_:] like this instead of by underscores'),
    ...flagsAlone(PAGE_SETTINGS),
  ],
  examples: [
    {
      line: 'metrics-aggregator merge api=api.txt worker=http://127.0.0.1:9100/metrics',
      does: 'see the page of two targets',
    },
    { line: 'metrics-aggregator merge --format openmetrics api=api.txt', does: 'convert a file' },
  ],
  run: runMerge,
}

interface NamedSource {
  readonly name: string
  readonly source: string
}

async function runMerge(call: Call, terminal: Terminal): Promise<ExitCode> {
  const settings = readPageSettings(call)
  const accept = acceptFor(readFormat(call))
  const sources = splitArguments(call.positionals)
  const expositions: Exposition[] = []
  for (const { name, source } of sources) {
    const { body, format } = await readSource(source, undefined, terminal, accept)
    expositions.push({ ...settings.target, name, body, contentType: CONTENT_TYPES[MERGED_AS[format]] })
  }
  const merged = mergeExpositions(expositions, settings.options)
  const sourceOf = new Map(sources.map(({ name, source }) => [name, source]))
  if (call.isJson) terminal.writeResult(documentOf(merged))
  else terminal.writeResult(merged.body)
  for (const line of mergeReportLines(merged.report, sourceOf, call.paint)) terminal.writeRemark(`${line}\n`)
  return merged.report.targets.every(({ ok }) => ok) ? EXIT.ok : EXIT.findings
}

/** Any version of a format is read alike. */
const MERGED_AS = { text: 'text-0.0.4', openmetrics: 'openmetrics-1.0.0', protobuf: 'protobuf' } as const

interface PageSettings {
  readonly options: MergeExpositionsOptions
  /** What every target has in common. */
  readonly target: Pick<Exposition, 'labels' | 'validation'>
}

function readPageSettings(call: Call): PageSettings {
  const format = readFormat(call)
  const escaping = readEscaping(call)
  const { readings, findings } = readSettings({}, call.flags)
  const injected = readInjectedLabels(readings)
  const fault = [...findings, ...injected.findings].find(({ code }) => CODES[code].severity === 'error')
  if (fault !== undefined) throw new Failure(fault.code, fault.facts)
  // A file has no cap of its own, so its memory has none either.
  const limits = { ...limitsOf(readings), targetBytesMax: 0 }
  return {
    options: {
      ...mergeConfigOf(readings, limits),
      ...(format !== undefined && { format }),
      ...(escaping !== undefined && { escaping }),
    },
    target: { labels: injected.labels, validation: readings.validation.value },
  }
}

function splitArguments(words: readonly string[]): NamedSource[] {
  const names = new Set<string>()
  return words.map((argument) => {
    const equals = argument.indexOf('=')
    const name = argument.slice(0, equals)
    const source = argument.slice(equals + 1)
    if (equals < 1 || source === '' || judgeTargetName(name, names, argument) !== undefined) {
      throw new Failure('ARGUMENT_INVALID', { argument, allowed: 'NAME=FILE or NAME=URL, each name once' })
    }
    names.add(name)
    return { name, source }
  })
}

function documentOf({ contentType, body, report }: MergedExposition): string {
  const isText = contentType !== CONTENT_TYPES.protobuf
  const page = isText
    ? { page: new TextDecoder().decode(body) }
    : { pageBase64: Buffer.from(body).toString('base64') }
  return jsonDocument({ contentType, ...page, report })
}
