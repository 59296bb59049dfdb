/**
 * One body to the target families it holds (merge-semantics §2 to §5), or to the refusal that discards it. Also
 * notes the violations of the lines themselves; those of whole families are found in openmetrics-rules.ts.
 */
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'
import type { TargetLimits, Validation } from '../../src/exposition/options.ts'
import type { RefusalCode } from '../../src/exposition/report.ts'
import { Fault } from './cursor.ts'
import { canonicalLine } from './canonical-line.ts'
import { assignFamily } from './assign-family.ts'
import { injectLabels } from './inject.ts'
import type { Injection } from './inject.ts'
import { linesOf } from './lines.ts'
import type { Framing, Line } from './lines.ts'
import { readMetadataLine } from './metadata-line.ts'
import type { MetadataLine } from './metadata-line.ts'
import { readSampleLine } from './sample-line.ts'
import type { SampleLine } from './sample-line.ts'
import { zeroCounters } from './target-family.ts'
import type { Counters, TargetFamily, Violation } from './target-family.ts'

export interface TargetSettings {
  readonly format: ExpositionFormat
  readonly framing: Framing
  readonly validation: Validation
  readonly limits: TargetLimits
  readonly dropLabels?: readonly string[]
  readonly honorTimestamps?: boolean
  readonly injection: Injection
  readonly escaping: Escaping
}

export interface LineFault {
  readonly code: RefusalCode
  /** 0 where the fault has no line. */
  readonly line: number
  readonly column: number
  /** Protobuf: in bytes from the start of the body. */
  readonly offset?: number
}

export interface TargetReading {
  /** In order of their first line. */
  readonly families: readonly TargetFamily[]
  readonly counters: Counters
  readonly violations: readonly Violation[]
  /** What discards the target. */
  readonly refusal?: LineFault
  /** Lenient: the lines that were skipped, and those of which an exemplar was cut off. */
  readonly forgiven: readonly LineFault[]
}

const REFUSED_ALWAYS: ReadonlySet<RefusalCode> = new Set([
  'LINE_TOO_LONG',
  'BODY_TRUNCATED',
  'EOF_MISSING',
  'EOF_NOT_LAST',
  'SAMPLES_TOO_MANY',
  'EXPOSITION_TOO_LARGE',
  'LABEL_COLLISION',
])

/** Codes for a missing end: there is no line to point at. */
const WITHOUT_LINE: ReadonlySet<RefusalCode> = new Set(['BODY_TRUNCATED', 'EOF_MISSING'])

const FAMILY_BYTES = 512

interface Reader {
  readonly settings: TargetSettings
  readonly families: Map<string, TargetFamily>
  readonly unitLines: Map<TargetFamily, number>
  readonly interleaved: Set<TargetFamily>
  readonly counters: Counters
  readonly violations: Violation[]
  readonly forgiven: LineFault[]
  current: TargetFamily | undefined
  sampleBytes: number
  isEnded: boolean
}

export function readTarget(body: string, settings: TargetSettings): TargetReading {
  const reader: Reader = {
    settings,
    families: new Map(),
    unitLines: new Map(),
    interleaved: new Set(),
    counters: { ...zeroCounters(), bytes: body.length },
    violations: [],
    forgiven: [],
    current: undefined,
    sampleBytes: 0,
    isEnded: false,
  }
  const refusal = readLines(reader, body)
  dropUnfitUnits(reader)
  const { counters, violations, forgiven } = reader
  return {
    families: [...reader.families.values()],
    counters,
    violations,
    forgiven,
    ...(refusal && { refusal }),
  }
}

function readLines(reader: Reader, body: string): LineFault | undefined {
  const { format, framing, limits, validation } = reader.settings
  for (const line of linesOf(body, format, framing, limits.lineBytesMax)) {
    if (reader.isEnded) return { code: 'EOF_NOT_LAST', line: line.number, column: 1 }
    reader.counters.lines++
    const fault = readLine(reader, line)
    if (!fault) continue
    if (validation === 'strict' || REFUSED_ALWAYS.has(fault.code)) return fault
    reader.forgiven.push(fault)
    reader.counters.skippedLines++
  }
  if (format === 'openmetrics' && !reader.isEnded) return { code: 'EOF_MISSING', line: 0, column: 0 }
  return undefined
}

function readLine(reader: Reader, line: Line): LineFault | undefined {
  reader.counters.normalizedLines += line.normalized
  try {
    if (line.fault) throw new Fault(line.fault, 0)
    readWords(reader, line)
    const { targetBytesMax } = reader.settings.limits
    if (targetBytesMax > 0 && canonicalBytes(reader) > targetBytesMax)
      throw new Fault('EXPOSITION_TOO_LARGE', 0)
    return undefined
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    if (WITHOUT_LINE.has(fault.code)) return { code: fault.code, line: 0, column: 0 }
    return { code: fault.code, line: line.number, column: fault.column }
  }
}

function readWords(reader: Reader, line: Line): void {
  const { format, limits, escaping } = reader.settings
  if (/^[ \t]*$/.test(line.text)) return
  if (/^[ \t]*#/.test(line.text))
    return takeMetadata(reader, readMetadataLine(line.text, format), line.number)
  takeSample(
    reader,
    readSampleLine(line.text, { format, labelsMax: limits.labelsMax, escaping }),
    line.number,
  )
}

function takeMetadata(reader: Reader, metadata: MetadataLine, line: number): void {
  if (metadata.kind === 'end') reader.isEnded = true
  // No help text is the same as no HELP line.
  if (metadata.kind === 'comment' || metadata.kind === 'end' || metadata.text === '') return
  const before = reader.families.get(metadata.name)?.[metadata.kind]
  if (before !== undefined && before !== metadata.text) {
    reader.counters.metadataDropped++
    reader.violations.push({ code: 'METADATA_REPEATED', line })
    return
  }
  const family = familyNamed(reader, metadata.name, line)
  enterFamily(reader, family, line)
  if (family.samples.length > 0) reader.violations.push({ code: 'METADATA_LATE', line })
  if (before !== undefined) {
    reader.violations.push({ code: 'METADATA_AGAIN', line })
    return
  }
  setMetadata(family, metadata)
  if (metadata.kind === 'unit') reader.unitLines.set(family, line)
}

function setMetadata(
  family: TargetFamily,
  metadata: Exclude<MetadataLine, { kind: 'comment' | 'end' }>,
): void {
  if (metadata.kind === 'type') family.type = metadata.text
  else family[metadata.kind] = metadata.text
}

function familyNamed(reader: Reader, name: string, line: number): TargetFamily {
  const family = reader.families.get(name) ?? { name, firstLine: line, samples: [] }
  reader.families.set(name, family)
  return family
}

/** Makes the family the current one; coming back to it after another is interleaving. */
function enterFamily(reader: Reader, family: TargetFamily, line: number): void {
  const isReturning = family.firstLine < line && reader.current !== family
  reader.current = family
  if (!isReturning) return
  reader.violations.push({ code: 'FAMILY_INTERLEAVED', line })
  reader.interleaved.add(family)
  reader.counters.regroupedFamilies = reader.interleaved.size
}

function takeSample(reader: Reader, sample: SampleLine, line: number): void {
  const { counters, settings } = reader
  if (sample.unexpectedExemplarAt !== undefined) {
    const fault = new Fault('EXEMPLAR_UNEXPECTED', sample.unexpectedExemplarAt)
    if (settings.validation === 'strict') throw fault
    reader.forgiven.push({ code: fault.code, line, column: fault.column })
    counters.exemplarsDropped++
  }
  const { samplesMax } = settings.limits
  if (samplesMax > 0 && counters.samples >= samplesMax) throw new Fault('SAMPLES_TOO_MANY', 0)
  counters.samples++
  const { dropLabels = [], honorTimestamps = true } = settings
  const own = sample.labels.filter((label) => !dropLabels.includes(label.name))
  const injected = injectLabels(own, settings.injection)
  if (injected.collided) {
    if (settings.injection.onCollision === 'fail_target') throw new Fault('LABEL_COLLISION', 0)
    counters.collisions++
    if (settings.injection.onCollision === 'drop_series') {
      counters.droppedByCollision++
      return
    }
  }
  const { name, value, exemplar } = sample
  const given = honorTimestamps ? sample.timestamp : undefined
  const timestamp = settings.format === 'text' ? given?.replace('+', '') : given
  addSample(reader, { line, order: line, name, labels: injected.labels, value, timestamp, exemplar })
}

function addSample(reader: Reader, sample: TargetFamily['samples'][number]): void {
  const assignment = assignFamily(sample.name, reader.current, reader.families, reader.settings.format)
  const family = assignment.family ?? familyNamed(reader, sample.name, sample.line)
  if (assignment.isUnfit) reader.violations.push({ code: 'SAMPLE_NAME_UNFIT', line: sample.line })
  enterFamily(reader, family, sample.line)
  family.samples.push(sample)
  reader.sampleBytes += canonicalLine(sample).length + 1
}

/** What the target costs in memory, roughly. */
function canonicalBytes(reader: Reader): number {
  return reader.sampleBytes + FAMILY_BYTES * reader.families.size
}

/** Only at the end of the target is the type known for sure. */
function dropUnfitUnits(reader: Reader): void {
  for (const [family, line] of reader.unitLines) {
    if (isUnitFit(family)) continue
    family.unit = undefined
    reader.counters.unitsDropped++
    reader.violations.push({ code: 'UNIT_UNFIT', line })
  }
}

export function isUnitFit(family: Pick<TargetFamily, 'name' | 'type' | 'unit'>): boolean {
  const { name, type, unit = '' } = family
  if (type === 'info' || type === 'stateset') return false
  return /^[a-zA-Z0-9_:]+$/.test(unit) && name.endsWith(`_${unit}`)
}
