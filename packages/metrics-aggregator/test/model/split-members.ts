/** Splits of members (merge-semantics §6), those that are messages once they are lines. */
import { splitMember } from './members.ts'
import type { Member } from './members.ts'
import type { MergeState } from './merge-state.ts'
import { lowerMember } from './protobuf/line-rules.ts'

/** Replaces every chosen member by its split. */
export function splitMembers(state: MergeState, chosen: ReadonlySet<Member>): void {
  for (const member of chosen) lowerMember(state, member)
  state.members = state.members.flatMap((member) =>
    chosen.has(member) ? splitMember(member, state.counters[member.target]!) : [member],
  )
}
