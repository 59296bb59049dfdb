// Which versions of Claude Code know what settings use.
import { expect, test } from 'vitest'
import { judgeAgent } from '../../../../src/cli/doctor/judge-agent.ts'
import { claudeCodeRegistration } from '../../../../src/agents/claude-code/registration.ts'
import { freshRegistration } from '../../../../src/install/plan-registration.ts'

const codesFor = (version: string, settings: unknown): readonly string[] =>
  judgeAgent(version, 'settings.json', settings).map(({ code }) => code)

test.each([
  { version: '2.1.294', codes: ['ENV_AGENT_OLD'] },
  { version: '1.9.999', codes: ['ENV_AGENT_OLD'] },
  { version: '2.1.295', codes: [] },
  { version: '2.2.0', codes: [] },
  { version: '10.0.0', codes: [] },
])('what init writes, and $version', ({ version, codes }) => {
  expect(codesFor(version, JSON.parse(freshRegistration(claudeCodeRegistration)))).toEqual(codes)
})

test.each([
  { settings: undefined },
  { settings: [] },
  { settings: { hooks: null } },
  { settings: { hooks: { PreToolUse: 'x', Stop: [null, { hooks: [null, 1] }] } } },
  { settings: { hooks: { Stop: [{ hooks: [{ command: 'x' }] }] } } },
])('$settings relies on nothing new', ({ settings }) => {
  expect(codesFor('1.0.0', settings)).toEqual([])
})
