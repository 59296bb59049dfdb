// Reads a transcript: events in order, then what is known of the session and what could not be used. Damage costs the
// damaged line and nothing else; a line that its agent is still writing is told apart from one that is broken.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isMapping, textAt } from '../../agents/mapping.ts'
import type { Mapping } from '../../agents/mapping.ts'
import type { TranscriptReader } from '../../agents/transcript.ts'
import { TRANSCRIPT_READERS } from '../../agents/transcripts.ts'
import { readLines } from './read-lines.ts'
import type { ReadingLoss, SessionEvent, SessionFacts, SessionFile } from './session.ts'

export interface SessionReading {
  readonly facts: SessionFacts
  readonly losses: readonly ReadingLoss[]
}

type Losses = Map<ReadingLoss['reason'], number>

export function readSession(file: SessionFile, onEvent: (event: SessionEvent) => void): SessionReading {
  const reader = TRANSCRIPT_READERS[file.agent]()
  const losses: Losses = new Map()
  const events = (record: Mapping): boolean => {
    const told = reader.read(record)
    told?.forEach(onEvent)
    return told !== undefined
  }
  if (file.path.endsWith('.json')) readWhole(file.path, events, losses)
  else readRecords(file.path, events, losses)
  reader.finish().forEach(onEvent)
  return { facts: factsOf(file, reader), losses: [...losses].map(([reason, count]) => ({ reason, count })) }
}

function readRecords(path: string, take: (record: Mapping) => boolean, losses: Losses): void {
  readLines(path, {
    line: (text, isLast) => {
      if (text.trim() === '') return
      const value = parsed(text)
      if (value === undefined) count(losses, isLast ? 'unfinished-line' : 'damaged-line')
      else if (!isMapping(value) || !take(value)) count(losses, 'unknown-shape')
    },
    oversized: () => count(losses, 'oversized-line'),
  })
}

/** One object for the whole session. */
function readWhole(path: string, take: (record: Mapping) => boolean, losses: Losses): void {
  const lines: string[] = []
  readLines(path, { line: (text) => void lines.push(text), oversized: () => count(losses, 'oversized-line') })
  const value = parsed(lines.join('\n'))
  if (value === undefined) count(losses, 'damaged-line')
  else if (!isMapping(value) || !take(value)) count(losses, 'unknown-shape')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function count(losses: Losses, reason: ReadingLoss['reason']): void {
  losses.set(reason, (losses.get(reason) ?? 0) + 1)
}

export function factsOf(file: SessionFile, reader: TranscriptReader): SessionFacts {
  const beside = factsBeside(file)
  return { id: file.id, ...defined(reader.facts()), ...defined(beside), agent: file.agent }
}

function defined(facts: ReturnType<TranscriptReader['facts']>): Partial<SessionFacts> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Partial<SessionFacts>
}

/** What agents keep in files beside the transcript. */
function factsBeside({ agent, path }: SessionFile): Partial<SessionFacts> {
  if (agent === 'copilot') return workspaceFacts(textOf(join(path, '..', 'workspace.yaml')))
  if (agent === 'gemini') {
    const cwd = textOf(join(path, '..', '..', '.project_root'))?.trim()
    return cwd === undefined || cwd === '' ? {} : { cwd }
  }
  return {}
}

function workspaceFacts(text: string | undefined): Partial<SessionFacts> {
  try {
    const value: unknown = text === undefined ? undefined : parse(text)
    if (!isMapping(value)) return {}
    const title = textAt(value, 'name', 'summary')
    const cwd = textAt(value, 'cwd')
    const branch = textAt(value, 'branch')
    return {
      ...(title === undefined ? {} : { title }),
      ...(cwd === undefined ? {} : { cwd }),
      ...(branch === undefined ? {} : { branch }),
    }
  } catch {
    return {}
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
