// Which hooks an agent would call, by the word of its settings, and what in them switches hooks off.
import { expect, test } from 'vitest'
import type { AgentName } from '../../../../src/agents/hook-event.ts'
import { REGISTRATIONS } from '../../../../src/agents/registrations.ts'
import { calledFor, guardsIn } from '../../../../src/cli/doctor/registered-hooks.ts'
import type { RegisteredHook } from '../../../../src/cli/doctor/registered-hooks.ts'
import { changedEnvironment, shadowedKey, switchedOff } from '../../../../src/cli/doctor/settings-problems.ts'
import { parseJsonDocument } from '../../../../src/repo/json-document.ts'

function guardsOf(agent: AgentName, files: Readonly<Record<string, string>>): readonly RegisteredHook[] {
  const registration = REGISTRATIONS.find((one) => one.agent === agent)
  if (registration === undefined) throw new Error(agent)
  const settings = Object.entries(files).map(([file, text]) => ({
    file,
    text,
    value: parseJsonDocument(text).value,
  }))
  return guardsIn(settings, registration)
}

const claude = (hooks: unknown): readonly RegisteredHook[] =>
  guardsOf('claude-code', { '.claude/settings.json': JSON.stringify({ hooks }) })

test.each([
  { what: 'a command line', handler: { command: 'node guard.mjs' }, found: 1 },
  { what: 'a program with words', handler: { command: 'node', args: ['x/dotclaude.mjs'] }, found: 1 },
  { what: 'a server', handler: { type: 'http', url: 'http://127.0.0.1/guard' }, found: 1 },
  { what: 'another one’s', handler: { command: 'prettier' }, found: 0 },
  { what: 'nothing to call', handler: { type: 'command' }, found: 0 },
])('$what', ({ handler, found }) => {
  expect(claude({ PreToolUse: [{ matcher: 'Bash', hooks: [handler] }] })).toHaveLength(found)
})

test.each(['x', [], { PreToolUse: 'x' }, { PreToolUse: [null, 1, { hooks: [null] }] }])(
  'settings of another form name none: %j',
  (hooks) => {
    expect(claude(hooks)).toEqual([])
  },
)

test('a hook is called for the tools of its matcher, at its event', () => {
  const handler = { command: 'node guard.mjs' }
  const hooks = claude({
    PreToolUse: [{ matcher: 'Bash|PowerShell', hooks: [handler] }],
    Stop: [{ hooks: [handler] }],
  })
  expect(calledFor(hooks, 'PreToolUse', 'PowerShell')).toHaveLength(1)
  expect(calledFor(hooks, 'PreToolUse', 'Write')).toHaveLength(0)
  expect(calledFor(hooks, 'Stop', undefined)).toHaveLength(1)
})

test.each([
  { agent: 'gemini', file: '.gemini/settings.json', event: 'BeforeTool', item: { hooks: [{ command: 'guard', timeout: 10_000 }] } }, // prettier-ignore
  { agent: 'codex', file: '.codex/hooks.json', event: 'PreToolUse', item: { hooks: [{ command: 'guard', timeout: 10 }] } }, // prettier-ignore
  { agent: 'copilot', file: '.github/hooks/dotclaude.json', event: 'preToolUse', item: { bash: 'guard', timeoutSec: 10 } }, // prettier-ignore
  {
    agent: 'cursor',
    file: '.cursor/hooks.json',
    event: 'preToolUse',
    item: { command: 'guard', timeout: 10 },
  },
] as const)('$agent has its own form, and its own unit of time', ({ agent, file, event, item }) => {
  const [hook] = guardsOf(agent, { [file]: JSON.stringify({ hooks: { [event]: [item] } }) })
  expect(hook).toMatchObject({ file, event, command: 'guard', timeoutSeconds: 10 })
})

test.each([
  { value: { disableAllHooks: true }, key: 'disableAllHooks' },
  { value: { allowManagedHooksOnly: true }, key: 'allowManagedHooksOnly' },
  { value: { disableAllHooks: false }, key: undefined },
  { value: { hooksConfig: { enabled: false } }, key: 'hooksConfig' },
  { value: { hooksConfig: { disabled: ['dotclaude'] } }, key: 'hooksConfig' },
  { value: { hooksConfig: { disabled: ['node guard.mjs'] } }, key: 'hooksConfig' },
  { value: { hooksConfig: { disabled: ['somebody’s'] } }, key: undefined },
  { value: undefined, key: undefined },
])('$value is switched off by $key', ({ value, key }) => {
  const [named] = claude({ Stop: [{ hooks: [{ name: 'dotclaude', command: 'guard' }] }] })
  const [nameless] = claude({ Stop: [{ hooks: [{ command: 'node guard.mjs' }] }] })
  const guards = [named, nameless].filter((one) => one !== undefined)
  expect(switchedOff([{ file: 'f', text: '', value }], guards)?.args['key']).toBe(key)
})

test.each([
  { env: { NODE_OPTIONS: '--require x' }, names: ['NODE_OPTIONS'] },
  { env: { BASH_ENV: 'x', ENV: 'x' }, names: ['BASH_ENV', 'ENV'] },
  { env: { REGION: 'eu' }, names: [] },
  { env: 'x', names: [] },
])('the environment $env', ({ env, names }) => {
  expect(
    changedEnvironment([{ file: 'f', text: '', value: { env } }]).map(({ args }) => args['name']),
  ).toEqual(names)
})

test.each([
  { text: '{"hooks":{},"hooks":{}}', key: 'hooks' },
  { text: '{"hooks":{"Stop":[],"a":{"Stop":1},"Stop":[]}}', key: 'Stop' },
  { text: '{"a":{"hooks":1},"hooks":{}}', key: undefined },
  { text: '{"a":"\\"hooks\\":","hooks":{} /* "hooks": 1 */}', key: undefined },
  { text: '{\n// "hooks": 1\n"hooks":{}}', key: undefined },
  { text: '["hooks","hooks"]', key: undefined },
])('$text hides $key', ({ text, key }) => {
  expect(shadowedKey('f', text)?.args['key']).toBe(key)
})
