// Looking through a text takes as long as the text is: no writing that somebody could think of, or come upon, makes it take
// forever. Each case is a text that grows; what is compared is the time of the processor for eight times as much of it.
import { expect, test } from 'vitest'
import { findSecrets } from '../../src/handoff/scrub/find-secrets.ts'

const SMALL = 2_000
const TIMES = 8
/** Once more as much for each character would be 64, and this is above what a busy machine makes of 8. */
const GROWTH_MAX = 24
/** Less than this cannot be measured. */
const MEASURED_MIN_MS = 5
const RUNS = 2

function of(unit: string): (length: number) => string {
  return (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
}

/** Something short, a run that grows, something short. */
function around(before: string, unit: string, after = ''): (length: number) => string {
  return (length) => `${before}${of(unit)(length)}${after}`
}

const REPEATED = [
  'token=',
  'pass:',
  'password is ',
  'key token ',
  'password = "/',
  'password_',
  'token=\\"',
  'PASSWORD=]]]]]',
  'a,password\n',
  `${'sk'}-`,
  `\n${'sk'}-xxx`,
  `${'xox'}b-`,
  `${'ops'}_eyJ`,
  'eyJabcdefgh1jk\n',
  'IQoJb3JpZ2luxxxxxx',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----\n\n\n',
  'PuTTY-User-Key-File-3:',
  'cookie: a=b; ',
  'curl -u ',
  'echo a',
  'https://',
  '://a:@',
  'seed phrase ',
  '%41',
  '\\u0041',
  '&quot;',
  '\u001B[',
  '⟦password#1⟧ password=hunter22! ',
  'MIIabcIBAAKCAAAAAAAAAAAAAAAAAAAA',
  "a'+'",
]

const CASES: readonly { readonly name: string; readonly grow: (length: number) => string }[] = [
  ...REPEATED.map((unit) => ({ name: JSON.stringify(unit), grow: of(unit) })),
  {
    name: 'a path without an end to its kinds',
    grow: (length) => `password: "/${of('A1')(length / TIMES)}"`,
  },
  { name: 'names joined by dots', grow: around('token: ', 'ab.cdef', '-1') },
  { name: 'blanks where a password would stand', grow: around('sshpass -p', ' ', '|') },
  { name: 'blanks after a name', grow: around('name: password', ' ', 'x') },
  { name: 'backslashes after a name', grow: around('name: password', '\\', 'x') },
  { name: 'an option of many letters', grow: around('htpasswd -', 'b') },
  { name: 'a host of many words', grow: around('https://', 'mattermost') },
  { name: 'quotes in a table', grow: around('a,password\nx,', '"', 'a\n') },
  { name: 'signs around a line of a key', grow: around('-----BEGIN PRIVATE KEY-----\n', '+', 'a\n') },
  { name: 'one line with many names', grow: around('', 'token "', '') },
]

test.each(CASES)('$name', ({ grow }) => {
  const small = processorMs(grow(SMALL))
  const large = processorMs(grow(SMALL * TIMES))
  expect(large / Math.max(small, MEASURED_MIN_MS)).toBeLessThan(GROWTH_MAX)
})

/** Whatever else runs can only add to the least of them. */
function processorMs(text: string): number {
  return Math.min(
    ...Array.from({ length: RUNS }, () => {
      const start = process.cpuUsage()
      findSecrets(text)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1_000
    }),
  )
}
