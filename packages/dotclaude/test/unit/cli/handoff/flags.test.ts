// Flags that several commands of handoffs have are the same in each of them.
import { expect, test } from 'vitest'
import { SESSION_PLACES } from '../../../../src/agents/session-places.ts'
import { PROGRAM } from '../../../../src/cli/commands.ts'
import { AGENTS } from '../../../../src/cli/handoff/flags.ts'

test('the agents that can be named are those whose sessions are found', () => {
  expect(AGENTS.toSorted()).toEqual(SESSION_PLACES.map(({ agent }) => agent).toSorted())
})

test('a flag says the same in each command; only help may say more', () => {
  const flags = PROGRAM.commands
    .filter(({ name }) => name.startsWith('handoff '))
    .flatMap(({ name, flags: own }) => own.map((flag) => ({ command: name, ...flag })))
  const shared = flags.filter(({ name }) =>
    ['from', 'markdown', 'summary', 'output', 'pseudonyms'].includes(name),
  )
  const differing = shared.filter((flag) => {
    const first = shared.find(({ name }) => name === flag.name)
    return (
      flag.short !== first?.short || flag.placeholder !== first?.placeholder || flag.choice !== first?.choice
    )
  })
  expect(differing.map(({ command, name }) => `${command} --${name}`)).toEqual([])
  expect(shared.length).toBeGreaterThan(12)
})
