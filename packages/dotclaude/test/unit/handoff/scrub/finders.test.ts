// Each finder by itself: what it takes for a secret is marked «like this» in the text that it is given.
import { expect, test } from 'vitest'
import { findAddresses } from '../../../../src/handoff/scrub/find-addresses.ts'
import { findAssignments } from '../../../../src/handoff/scrub/find-assignments.ts'
import { findBlocks } from '../../../../src/handoff/scrub/find-blocks.ts'
import { findEncoded } from '../../../../src/handoff/scrub/find-encoded.ts'
import { findForms } from '../../../../src/handoff/scrub/find-forms.ts'
import { findHeaders } from '../../../../src/handoff/scrub/find-headers.ts'
import { findPlain } from '../../../../src/handoff/scrub/find-plain.ts'
import { findSecrets, joinSpans } from '../../../../src/handoff/scrub/find-secrets.ts'
import { findWrapped } from '../../../../src/handoff/scrub/find-wrapped.ts'
import type { Span } from '../../../../src/handoff/scrub/secret-form.ts'
import { drawer } from '../../../support/secret-corpus.ts'

const draw = drawer(7)
const WORD = draw('A-Za-z0-9', 36)
const TOKEN = `gh${'p_'}${WORD}`
const BODY = `${draw('A-Za-z0-9+/', 64)}\n${draw('A-Za-z0-9+/', 64)}\n${draw('A-Za-z0-9+/', 30)}==`
const KEY = `-----BEGIN EC PRIVATE KEY-----\n${BODY}\n-----END EC PRIVATE KEY-----`

type Finder = (text: string) => readonly Span[]
type Case = readonly [find: Finder, marked: string, ...kinds: string[]]

const FOUND: readonly Case[] = [
  [findForms, `«${TOKEN}»`, 'github-pat'],
  [findForms, `a,«${TOKEN}»,«${TOKEN}».`, 'github-pat', 'github-pat'],
  [findForms, `x${'sk'}-${WORD}`],
  [findForms, `"\\n«${'sk'}-${WORD}»"`, 'api-key'],
  [findForms, `%3D«${'sk'}-${WORD}»%26`, 'api-key'],
  [findForms, `${'ghp'}_${'a'.repeat(36)}`],
  [findAssignments, 'export DB_PASSWORD=«abc123»', 'password'],
  [findAssignments, 'DB_PASSWORD="«with \\" quote 1»"'.replaceAll(' ', '_'), 'password'],
  [findAssignments, `{"apiKey":"«${WORD}»"}`, 'assigned-secret'],
  [findAssignments, `{\\"apiKey\\":\\"«${WORD}»\\"}`, 'assigned-secret'],
  [findAssignments, 'password: |\n  «hunter22!»\nuser: me', 'password'],
  [findAssignments, 'password: «correcthorse»\nport: 1', 'password'],
  [findAssignments, 'password: correcthorse, port: 1'],
  [findAssignments, '- name: DB_PASSWORD\n  value: «hunter22»', 'password'],
  [findAssignments, '<password>«hunter22»</password>', 'password'],
  [findAssignments, 'Server=a;Password=«hunter22»;Encrypt=no', 'password'],
  [findAssignments, 'run --password «hunter22» --verbose', 'password'],
  [findAssignments, '["--password", "«hunter22»"]', 'password'],
  [findAssignments, 'setPassword("«hunter22!»")', 'password'],
  [findAssignments, "['password', 'username1']"],
  [findAssignments, 'the password is «hunter22!»', 'password'],
  [findAssignments, 'the password is wrong'],
  [findAssignments, 'const password: string = "«hunter22»"', 'password'],
  [findAssignments, 'password: string | undefined'],
  [findAssignments, `DATADOG: «${draw('a-f0-9', 32)}»`, 'datadog-key'],
  [findAssignments, `key: ${WORD}`],
  [findAssignments, '?token=«abcd1234efgh»&page=2', 'assigned-secret'],
  [findAssignments, 'docker run -v $PWD:/work'],
  [findHeaders, `Authorization: Bearer «${WORD}»`, 'authorization-header'],
  [findHeaders, `{"Authorization":"token «${WORD}»"}`, 'authorization-header'],
  [findHeaders, `Cookie: a=b; sid=«${WORD}»; theme=dark`, 'cookie'],
  [findHeaders, 'curl -s -u me:«hunter22» https://a.example', 'curl-user'],
  [findHeaders, 'mysql -u root -p«hunter22» app', 'command-password'],
  [findHeaders, 'machine a.example login me password «hunter22»', 'netrc-password'],
  [findHeaders, "IDENTIFIED BY '«hunter22»'", 'sql-password'],
  [findHeaders, `{"auth": "«${Buffer.from('me:hunter22').toString('base64')}»"}`, 'docker-auth'],
  [findHeaders, `{"auth": "${Buffer.from('nothing like that').toString('base64')}"}`],
  [findAddresses, 'https://me:«hunter22»@a.example/x', 'url-password'],
  [findAddresses, 'amqp://me:«p@ssword1»@mq:5672/', 'url-password'],
  [findAddresses, `https://«${WORD}»@a.example/x.git`, 'url-token'],
  [findAddresses, 'http://host:8080/a@b'],
  [findAddresses, `https://a.example/?X-Amz-Signature=«${draw('a-f0-9', 64)}»&a=1`, 'url-signature'],
  [findBlocks, `before «${KEY}» after`, 'private-key'],
  [findBlocks, `"«${KEY.replaceAll('\n', String.raw`\n`)}»"`, 'private-key'],
  [findBlocks, `> «${KEY.slice(0, 140)}»`, 'private-key'],
  [findBlocks, `said:\n«${KEY.slice(60)}» ok`, 'private-key'],
  [findBlocks, `«${KEY.slice(0, 95)}»\n\nAnd then I went home.`, 'private-key'],
  [findBlocks, 'from -----BEGIN PRIVATE KEY----- to the end'],
  [findEncoded, `x: «${Buffer.from(`token=${TOKEN}`).toString('base64')}»`, 'encoded-github-pat'],
  [findEncoded, '«to=https%3A%2F%2Fme%3Ahunter22%40a.example»', 'encoded-url-password'],
  [findEncoded, Buffer.from('only some text of no interest').toString('base64')],
  [findWrapped, `«${TOKEN.slice(0, 20)}\n   ${TOKEN.slice(20)}»\nend`, 'github-pat'],
  [findWrapped, `> «${TOKEN.slice(0, 20)}\n> ${TOKEN.slice(20)}»`, 'github-pat'],
  [findWrapped, `${TOKEN}\nAfterwards nothing`],
  [findPlain, `«${TOKEN}» and «${KEY}»`, 'github-pat', 'private-key'],
  [findSecrets, `t=«${TOKEN.slice(0, 6)}\u200B${TOKEN.slice(6)}»`, 'github-pat'],
  [findSecrets, `\u001B[1m«${'AK'}IA${draw('A-Z2-7', 16)}»\u001B[0m`, 'aws-access-key'],
  [findSecrets, 'DB_PASSWORD=⟦password#1⟧'],
  [findSecrets, ''],
]

test.each(FOUND.map(([find, marked, ...kinds]) => ({ name: find.name, find, marked, kinds })))(
  '$name: $marked',
  ({ find, marked, kinds }) => {
    const text = marked.replaceAll(/[«»]/g, '')
    const expected = [...marked.matchAll(/«([^»]*)»/g)].map(([, secret]) => secret)
    const spans = joinSpans(find(text))
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(expected)
    expect(spans.map(({ kind }) => kind)).toEqual(kinds)
  },
)

test('overlapping spans become one that hides all of them, of the kind that was found first', () => {
  const spans = [
    { start: 5, end: 9, kind: 'first' },
    { start: 0, end: 6, kind: 'second' },
    { start: 9, end: 12, kind: 'third' },
  ]
  expect(joinSpans(spans)).toEqual([
    { start: 0, end: 9, kind: 'first' },
    { start: 9, end: 12, kind: 'third' },
  ])
})
