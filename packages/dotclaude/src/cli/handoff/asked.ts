// What the commands of handoffs read of their call: the agent, the moment; and the store of this machine.
import type { SessionAgent } from '../../handoff/sessions/session.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { openStore } from '../../handoff/store/open-store.ts'
import { readSettings } from '../../handoff/store/settings-file.ts'
import type { Store } from '../../handoff/store/store.ts'
import { withEncryption } from '../../handoff/transports/age-envelope.ts'
import { flagValue } from '../command.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { momentOf } from './age.ts'

export async function storeFor(terminal: Terminal): Promise<Store> {
  const settings = readSettings(terminal)
  return withEncryption(await openStore({ place: terminal, settings, now: terminal.now }), settings)
}

/** The choice was checked when the call was parsed. */
export function fromOf(call: Call): SessionAgent | undefined {
  return flagValue(call, 'from') as SessionAgent | undefined
}

export function sinceOf(call: Call, terminal: Terminal, flag: string = 'since'): Date | undefined {
  const value = flagValue(call, flag)
  return value === undefined ? undefined : momentOf(`--${flag}`, value, terminal.now())
}

export function limitOf(call: Call, otherwise: number): number {
  const value = flagValue(call, 'limit') ?? String(otherwise)
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value)
  throw new Failure('USAGE_FLAG_VALUE', {
    flag: '--limit',
    detail: `takes a number from 1, and was given ${value}`,
  })
}
