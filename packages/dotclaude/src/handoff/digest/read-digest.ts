// Reads a digest that came from a store. Whoever can write there may have written anything: what has not the form of a
// digest is left out, texts stay texts, and lists end where ours would. It is rendered like our own then, framed and cut.
import {
  isMapping,
  listAt,
  mappingAt,
  mappingsAt,
  numberAt,
  parseMapping,
  textAt,
} from '../../agents/mapping.ts'
import type { Mapping } from '../../agents/mapping.ts'
import { stateOf } from '../../agents/transcript.ts'
import type { SessionAgent } from '../sessions/session.ts'
import type { Digest, DigestList, LeftOutFile, RepositoryState, Said, WorkPatch } from './digest.ts'
import { fitDigest } from './fit-digest.ts'

const CHARS_MAX = 16 * 1024 * 1024
const AGENTS: readonly SessionAgent[] = ['claude', 'codex', 'copilot', 'gemini']
const LISTS: readonly DigestList[] = [
  'asked',
  'files',
  'commands',
  'commits',
  'decisions',
  'questions',
  'steps',
  'tail',
  'dirtyPaths',
]

/** `undefined` where it is no digest, is of a later version, or is far too large. */
export function readDigest(text: string): Digest | undefined {
  const value = text.length > CHARS_MAX ? undefined : parseMapping(text)
  const agent = AGENTS.find((one) => one === value?.['agent'])
  const sessionId = value && textAt(value, 'sessionId')
  if (value === undefined || agent === undefined || sessionId === undefined || value['version'] !== 1)
    return undefined
  return fitDigest(digestOf(value, agent, sessionId))
}

function digestOf(value: Mapping, agent: SessionAgent, sessionId: string): Digest {
  const repository = repositoryOf(mappingAt(value, 'repository'))
  const patch = patchOf(mappingAt(value, 'patch'))
  return {
    version: 1,
    agent,
    sessionId,
    shortId: textAt(value, 'shortId') ?? sessionId.slice(0, 8),
    ...textsOf(value, ['title', 'cwd', 'model', 'agentVersion', 'startedAt', 'endedAt']),
    asked: textList(value, 'asked'),
    files: mappingsAt(value, 'files').flatMap((file) => {
      const path = textAt(file, 'path')
      return path === undefined ? [] : [{ path, edits: countAt(file, 'edits') ?? 1 }]
    }),
    commands: mappingsAt(value, 'commands').flatMap((run) => {
      const command = textAt(run, 'command')
      if (command === undefined) return []
      return [{ command, ...(typeof run['ok'] === 'boolean' ? { ok: run['ok'] } : {}) }]
    }),
    commits: mappingsAt(value, 'commits').flatMap((commit) => {
      const subject = textAt(commit, 'subject')
      return subject === undefined ? [] : [{ subject, ...textsOf(commit, ['id']) }]
    }),
    decisions: textList(value, 'decisions'),
    questions: textList(value, 'questions'),
    steps: mappingsAt(value, 'steps').flatMap((step) => {
      const text = textAt(step, 'text')
      const state = textAt(step, 'state')
      return text === undefined ? [] : [{ text, state: stateOf(state === 'doing' ? 'in_progress' : state) }]
    }),
    nextStep: textAt(value, 'nextStep') ?? '',
    tail: mappingsAt(value, 'tail').flatMap((said) => saidOf(said)),
    ...(repository === undefined ? {} : { repository }),
    ...(patch === undefined ? {} : { patch }),
    losses: [],
    leftOut: leftOutOf(mappingAt(value, 'leftOut') ?? {}),
  }
}

function textsOf<Key extends string>(value: Mapping, keys: readonly Key[]): Partial<Record<Key, string>> {
  const texts = keys.flatMap((key) => {
    const text = textAt(value, key)
    return text === undefined ? [] : [[key, text] as const]
  })
  return Object.fromEntries(texts) as Partial<Record<Key, string>>
}

function textList(value: Mapping, key: string): readonly string[] {
  return listAt(value, key).filter((text) => typeof text === 'string')
}

function countAt(value: Mapping, key: string): number | undefined {
  const count = numberAt(value, key)
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

function saidOf(said: Mapping): readonly Said[] {
  const text = textAt(said, 'text')
  return text === undefined ? [] : [{ who: said['who'] === 'user' ? 'user' : 'agent', text }]
}

function repositoryOf(value: Mapping | undefined): RepositoryState | undefined {
  const name = value && textAt(value, 'name')
  if (value === undefined || name === undefined) return undefined
  const aheadCount = countAt(value, 'aheadCount')
  const dirtyPaths = textList(value, 'dirtyPaths')
  return {
    name,
    ...textsOf(value, ['remote', 'branch', 'head']),
    ...(aheadCount === undefined ? {} : { aheadCount }),
    isDirty: value['isDirty'] === true || dirtyPaths.length > 0,
    dirtyPaths,
  }
}

const REASONS: readonly LeftOutFile['reason'][] = ['secret', 'binary', 'link', 'too-large']

function patchOf(value: Mapping | undefined): WorkPatch | undefined {
  const base = value && textAt(value, 'base')
  if (value === undefined || base === undefined || !/^[0-9a-f]{40,64}$/.test(base)) return undefined
  return {
    base,
    files: mappingsAt(value, 'files').flatMap((file) => {
      const path = textAt(file, 'path')
      const text = textAt(file, 'text')
      return path === undefined || text === undefined ? [] : [{ path, text }]
    }),
    leftOut: mappingsAt(value, 'leftOut').flatMap((file) => {
      const path = textAt(file, 'path')
      const reason = REASONS.find((one) => one === file['reason'])
      return path === undefined || reason === undefined ? [] : [{ path, reason }]
    }),
  }
}

function leftOutOf(value: unknown): Digest['leftOut'] {
  if (!isMapping(value)) return {}
  const counts = LISTS.flatMap((list) => {
    const count = countAt(value, list)
    return count === undefined || count === 0 ? [] : [[list, count] as const]
  })
  return Object.fromEntries(counts)
}
