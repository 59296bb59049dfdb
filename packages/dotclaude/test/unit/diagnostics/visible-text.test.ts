// Text from a repository is shown such that neither a terminal nor a CI log obeys it.
import { expect, test } from 'vitest'
import { jsonText, visibleText } from '../../../src/diagnostics/visible-text.ts'

test.each([
  { what: 'ordinary text', text: 'Überblick → 你好 👍 # [x]', shown: 'Überblick → 你好 👍 # [x]' },
  { what: 'line ends and tabs', text: 'a\r\nb\tc', shown: String.raw`a\r\nb\tc` },
  { what: 'a terminal colour', text: '\u001b[31mred', shown: String.raw`\u{1b}[31mred` },
  { what: 'a direction override', text: 'a\u202eb', shown: String.raw`a\u{202e}b` },
  { what: 'a zero-width space', text: 'a\u200bb', shown: String.raw`a\u{200b}b` },
  { what: 'a tag character', text: 'a\u{e0041}b', shown: String.raw`a\u{e0041}b` },
  { what: 'half of a pair', text: 'a\ud83db', shown: String.raw`a\u{d83d}b` },
  {
    what: 'a command of a runner',
    text: '##[set-output name=a]b',
    shown: String.raw`\u{23}#[set-output name=a]b`,
  },
  { what: 'a command of another runner', text: 'x ##vso[task]', shown: String.raw`x \u{23}#vso[task]` },
  { what: 'a command at the start', text: ' ::error::a::b', shown: String.raw` \u{3a}:error::a::b` },
])('$what', ({ text, shown }) => {
  expect(visibleText(text)).toBe(shown)
})

test('JSON hides commands of runners and keeps the value', () => {
  const value = { file: '##[add-mask]a', hash: '# [ok]' }
  const text = jsonText(value)
  expect(text).not.toContain('##[')
  expect(JSON.parse(text)).toEqual(value)
})
