// The record of what was installed: it is read back, and a foreign or dangerous one is not believed.
import { expect, test } from 'vitest'
import { parseState, stateText } from '../../../../src/install/deploy/state.ts'
import type { DeployState } from '../../../../src/install/deploy/state.ts'

const STATE: DeployState = {
  version: 1,
  program: '2.0.0',
  agents: ['claude'],
  files: { '.claude/b': { how: 'file', hash: 'x' }, '.claude/a': { how: 'link', hash: 'y' } },
}

test('it is written in one order and read back', () => {
  expect(parseState(stateText(STATE))).toEqual(STATE)
  expect(stateText(STATE).indexOf('.claude/a')).toBeLessThan(stateText(STATE).indexOf('.claude/b'))
})

test.each(['../x', '/etc/passwd', 'a/../../x', String.raw`C:\x`, ''])('a path %j is refused', (path) => {
  expect(parseState(stateText({ ...STATE, files: { [path]: { how: 'file', hash: 'x' } } }))).toBeUndefined()
})

test.each(['', '[]', 'null', '{"version":2}', '{"version":1,"files":{}}'])('%j is no record', (text) => {
  expect(parseState(text)).toBeUndefined()
})
