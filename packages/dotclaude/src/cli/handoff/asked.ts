// What the commands of handoffs read of their call: the agent, the moment; and the store of this machine.
import type { SessionAgent } from '../../handoff/sessions/session.ts'
import { openStore } from '../../handoff/store/open-store.ts'
import { readSettings } from '../../handoff/store/settings-file.ts'
import type { Store } from '../../handoff/store/store.ts'
import { flagValue } from '../command.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { momentOf } from './age.ts'

export function storeFor(terminal: Terminal): Promise<Store> {
  return openStore({ place: terminal, settings: readSettings(terminal), now: terminal.now })
}

/** The choice was checked when the call was parsed. */
export function fromOf(call: Call): SessionAgent | undefined {
  return flagValue(call, 'from') as SessionAgent | undefined
}

export function sinceOf(call: Call, terminal: Terminal, flag: string = 'since'): Date | undefined {
  const value = flagValue(call, flag)
  return value === undefined ? undefined : momentOf(`--${flag}`, value, terminal.now())
}
