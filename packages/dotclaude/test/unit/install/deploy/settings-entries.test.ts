// Our entries in settings that are the user's: in and out again to the byte, and out also where the text around changed.
import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { USER_HOOK, userRegistration } from '../../../../src/agents/user-registration.ts'
import type { SettingsForm } from '../../../../src/agents/registration.ts'
import { saysNothing, withEntries, withoutEntries } from '../../../../src/install/deploy/settings-entries.ts'

function formOf(): SettingsForm {
  const { form } = userRegistration('claude-code')
  if (form.kind === 'file') throw new Error('it has settings')
  return form
}

const form = formOf()

const THEIRS = '{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "their.sh" }] }'

const SETTINGS = [
  ['an empty object', '{}'],
  ['an empty object with a line break', '{\n}\n'],
  ['other keys', '{\n  "model": "opus"\n}\n'],
  ['comments and a trailing comma', '{\n  // mine\n  "model": "opus", // why\n}\n'],
  ['CRLF', '{\r\n\t"model": "opus"\r\n}\r\n'],
  ['a byte order mark', '\uFEFF{ "model": "opus" }'],
  ['hooks of others', `{ "hooks": { "PreToolUse": [${THEIRS}], "Stop": [] } }\n`],
  ['an empty table of hooks', '{ "hooks": {} }'],
  ['one line', '{"hooks":{"PreToolUse":[' + THEIRS + ',' + THEIRS + ']},"a":1}'],
] as const

test.each(SETTINGS)('%s: what goes in comes out to the byte', (_, text) => {
  const added = withEntries(text, form)
  expect(added?.text).toContain(USER_HOOK)
  expect(withEntries(added?.text ?? '', form)?.inserted).toEqual([])
  expect(withoutEntries(added?.text ?? '', added?.inserted ?? [])).toBe(text)
})

test.each(SETTINGS)('%s: it comes out also where the text was written anew', (_, text) => {
  const added = withEntries(text, form)
  const anew = JSON.stringify(parse((added?.text ?? '').replace(/^\uFEFF/, '')), undefined, 4)
  const rest = withoutEntries(anew, added?.inserted ?? [])
  expect(rest).not.toContain(USER_HOOK)
  // Lists and tables that were empty before may go with our entries.
  const settingsOf = (one: string): object => ({ ...(parse(one.replace(/^\uFEFF/, '')) as object), hooks: 0 })
  expect(settingsOf(rest)).toEqual(settingsOf(text))
  expect(rest.split('their.sh').length).toBe(text.split('their.sh').length)
})

test('what the user wrote behind our entries stays', () => {
  const added = withEntries('{ "hooks": { "PreToolUse": [] } }', form)
  const text = (added?.text ?? '').replace(/(\n\s*)\]/, `,$1  ${THEIRS}$1]`)
  const rest = withoutEntries(text, added?.inserted ?? [])
  expect(rest).not.toContain(USER_HOOK)
  expect(JSON.stringify(parse(rest))).toContain('their.sh')
})

test('a handler of the user in a group of ours stays', () => {
  const group = `{ "matcher": "Bash", "hooks": [{ "command": "node \\"${USER_HOOK}\\"" }, { "command": "their.sh" }] }`
  const rest = withoutEntries(`{ "hooks": { "PreToolUse": [${group}] } }`, [])
  expect(parse(rest)).toEqual({
    hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ command: 'their.sh' }] }] },
  })
})

test.each(['', 'no JSON', '[]', '{ "hooks": [] }', '{ "hooks": { "PreToolUse": {} } }'])(
  'settings like %j are not added to',
  (text) => {
    expect(withEntries(text, form)).toBeUndefined()
    expect(withoutEntries(text, [])).toBe(text)
  },
)

test.each([
  ['{}', true],
  ['{ "$schema": "x", "version": 1 }', true],
  ['{ "model": "opus" }', false],
  ['no JSON', false],
])('%s says nothing: %s', (text, expected) => {
  expect(saysNothing(text)).toBe(expected)
})
