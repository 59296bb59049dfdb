// Handoffs for tests of stores: made up, each with its own session, and the folders of two machines.
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'
import type { Handoff, HandoffMetadata } from '../../src/handoff/handoff.ts'
import { handoffWith } from '../../src/handoff/store/plan-put.ts'
import type { Place } from '../../src/handoff/store/settings-file.ts'

export function madeUpHandoff(changes: Partial<HandoffMetadata> = {}, block?: string): Handoff {
  const id = changes.session_id ?? '0a1b2c3d-0000-4000-8000-000000000001'
  const metadata: HandoffMetadata = {
    cli: 'claude',
    session_id: id,
    short_id: id.slice(0, 8),
    cwd: '~/shop',
    project: 'shop',
    month: '2026-11',
    hostname: 'laptop',
    created_at: '2026-11-20T10:00:00.000Z',
    scrubbed_count: 0,
    tags: [],
    title: 'Mend the login',
    ...changes,
  }
  return handoffWith(metadata, { 'handoff.md': `<handoff>\n${block ?? id}\n</handoff>\n` })
}

/** The n-th of many sessions. */
export function numberedId(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
}

/** A machine with nothing on it but programs. */
export function machine(env: Readonly<Record<string, string>> = {}): Place & { readonly home: string } {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  return { home: root, env: { PATH: process.env['PATH'] ?? '', HOME: root, ...env } }
}
