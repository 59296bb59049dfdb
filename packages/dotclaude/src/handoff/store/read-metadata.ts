// The metadata of a stored handoff, which anybody with access to the store may have written. Fields of another form are
// left out or replaced, texts lose what a terminal would obey and are cut; nothing in it is believed further. Pure.
import type { HandoffMetadata } from '../handoff.ts'
import type { SessionAgent } from '../sessions/session.ts'
import { readDescription, slugOf } from './branch-layout.ts'

const AGENTS: readonly string[] = ['claude', 'codex', 'copilot', 'gemini']
const TEXT_MAX = 300
const TAGS_MAX = 20

/** `description` stands in where there is no metadata: handoffs of version 1 have none. */
export function readMetadata(json: string | undefined, description?: string): HandoffMetadata | undefined {
  const fields = objectIn(json)
  const cli = fields['cli']
  if (typeof cli !== 'string' || !AGENTS.includes(cli)) return described(description)
  const id = textOf(fields['session_id'])
  if (id === undefined) return described(description)
  return {
    cli: cli as SessionAgent,
    session_id: id,
    short_id: textOf(fields['short_id']) ?? id.slice(0, 8),
    project: slugOf(textOf(fields['project']) ?? '') || 'adhoc',
    month: textOf(fields['month']) ?? '',
    hostname: slugOf(textOf(fields['hostname']) ?? ''),
    created_at: dateOf(fields['created_at']),
    scrubbed_count: typeof fields['scrubbed_count'] === 'number' ? fields['scrubbed_count'] : 0,
    tags: tagsOf(fields['tags']),
    ...optional('cwd', textOf(fields['cwd'])),
    ...optional('title', textOf(fields['title'])),
  }
}

function described(description: string | undefined): HandoffMetadata | undefined {
  const named = readDescription(description ?? '')
  return named && { ...named, session_id: named.short_id, created_at: '', scrubbed_count: 0 }
}

function objectIn(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** One line without control and direction characters. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value
    .slice(0, TEXT_MAX)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ')
    .trim()
  return text === '' ? undefined : text
}

function dateOf(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

function tagsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, TAGS_MAX).flatMap((tag) => textOf(tag) ?? [])
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string }
}
