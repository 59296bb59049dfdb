// Each finder by itself: what it takes for a secret is marked «like this» in the text that it is given.
import { expect, test } from 'vitest'
import { findAddresses } from '../../../../src/handoff/scrub/find-addresses.ts'
import { findAssignments } from '../../../../src/handoff/scrub/find-assignments.ts'
import { findBlocks } from '../../../../src/handoff/scrub/find-blocks.ts'
import { findEncoded } from '../../../../src/handoff/scrub/find-encoded.ts'
import { findEscaped } from '../../../../src/handoff/scrub/find-escaped.ts'
import { findForms } from '../../../../src/handoff/scrub/find-forms.ts'
import { findHeaders } from '../../../../src/handoff/scrub/find-headers.ts'
import { findPlain } from '../../../../src/handoff/scrub/find-plain.ts'
import { findSaid } from '../../../../src/handoff/scrub/find-said.ts'
import { findSecrets, joinSpans } from '../../../../src/handoff/scrub/find-secrets.ts'
import { findTabled } from '../../../../src/handoff/scrub/find-tabled.ts'
import { findWrapped } from '../../../../src/handoff/scrub/find-wrapped.ts'
import type { Span } from '../../../../src/handoff/scrub/secret-form.ts'
import { drawer } from '../../../support/secret-corpus.ts'

const draw = drawer(7)
const WORD = draw('A-Za-z0-9', 36)
const TOKEN = `gh${'p_'}${WORD}`
const BODY = `${draw('A-Za-z0-9+/', 64)}\n${draw('A-Za-z0-9+/', 64)}\n${draw('A-Za-z0-9+/', 30)}==`
const KEY = `-----BEGIN EC PRIVATE KEY-----\n${BODY}\n-----END EC PRIVATE KEY-----`

const IN_BASE64 = Buffer.from(`# settings of the build\nuser=me\ntoken=${TOKEN}\n`).toString('base64')
const DRAWN = `${draw('a-z', 5)}${draw('A-Z', 2)}${draw('0-9', 3)}!`
const BARE_KEY = `MIIEvgIBADANBgkqhkiG9w0BAQEFAASC${draw('A-Za-z0-9+/', 32)}\n${draw('A-Za-z0-9+/', 64)}`

function escaped(text: string, write: (code: string) => string): string {
  return text.replaceAll(/[\s\S]/g, (sign) => write(sign.charCodeAt(0).toString(16)))
}

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
  [findAssignments, '**Password:** «hunter22!»', 'password'],
  [findAssignments, '**Password**: `«hunter22!»`', 'password'],
  [findAssignments, '| DB_PASSWORD | «hunter22!» |', 'password'],
  [findAssignments, '| token | sha256 of it |'],
  [findAssignments, 'cat password | sha256sum'],
  [findAssignments, '{\n  "password":\n    "«hunter22!»"\n}', 'password'],
  [findAssignments, 'password:\n  secretKeyRef:\n    name: db'],
  [findAssignments, 'The password is:\n\n```text\n«hunter22!»\n```', 'password'],
  [findAssignments, '<key>password</key>\n<string>«hunter22!»</string>', 'password'],
  [findAssignments, '<tr><td>Password</td><td>«hunter22!»</td></tr>', 'password'],
  [findAssignments, `setx API_TOKEN «${WORD}»`, 'assigned-secret'],
  [findAssignments, 'set -gx DB_PASSWORD «hunter22»', 'password'],
  [findAssignments, `gh secret set API_TOKEN --body '«${WORD}»'`, 'assigned-secret'],
  [findAssignments, `put-parameter --name /app/db/password --value «hunter22»`, 'password'],
  [findAssignments, `os.getenv("API_TOKEN", "«${WORD}abcd»")`, 'assigned-secret'],
  [findAssignments, 'password = """«hunter22!»"""', 'password'],
  [findAssignments, '[sudo] password for me: «hunter22!»', 'password'],
  [findAssignments, 'changed the password from «hunter22!» to another', 'password'],
  [findAssignments, 'log in with password «hunter22!» please', 'password'],
  [findAssignments, 'the password («hunter22!»)', 'password'],
  [findAssignments, 'the password Argon2id makes'],
  [findAssignments, 'the password 2026-01-02T03:04:05Z'],
  [findAssignments, 'app —password «hunter22!»', 'password'],
  [findAssignments, 'pw: «hunter22!»', 'password'],
  [findSaid, `пароль: «${DRAWN}»`, 'password'],
  [findSaid, `mot de passe : «${DRAWN}».`, 'password'],
  [findSaid, `Das wachtwoord is «${DRAWN}»`, 'password'],
  [findSaid, '密码: required'],
  [findSaid, `密码：«${DRAWN}»`.replace('：', ':'), 'password'],
  [findSaid, `Şifre: «${DRAWN}»`, 'password'],
  [findSaid, `creds: admin/«${DRAWN}»`, 'password'],
  [findSaid, `username/password = admin / «${DRAWN}»`, 'password'],
  [findSaid, 'login: see docs/login2.md'],
  [findTabled, `user,password,age\nme,«${DRAWN}»,7\nyou,«${DRAWN}x»,8\n\nEnd`, 'password', 'password'],
  [findTabled, `| User | Password |\n| --- | --- |\n| me | \`«${DRAWN}»\` |`, 'password'],
  [findTabled, '| field | token |\n| --- | --- |\n| a | required |'],
  [findTabled, `the user, the password and more\nme, ${DRAWN} and more`],
  [findHeaders, `docker login --password-stdin <<< "«${DRAWN}»"`, 'command-password'],
  [findHeaders, `printf %s «${DRAWN}» | gh secret set NAME`, 'command-password'],
  [findHeaders, `get(url, auth=('me', '«${DRAWN}»'))`, 'basic-credentials'],
  [findHeaders, `7z x -p«${DRAWN}» a.7z`, 'command-password'],
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
  [findBlocks, `«${KEY.replaceAll('-----', '———').replaceAll('\n', '<br>')}»`, 'private-key'],
  [findBlocks, `"key": "«${BARE_KEY}»"`, 'private-key'],
  [findBlocks, 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA begins a public key'],
  [findEncoded, `$ base64 f\n«${IN_BASE64.replaceAll(/.{40}/g, '$&\n')}»`, 'encoded-github-pat'],
  [findEncoded, `  «${IN_BASE64.replaceAll(/.{40}/g, '$&\n  ')}»\nend`, 'encoded-github-pat'],
  [findEncoded, `«${Buffer.from(IN_BASE64).toString('base64')}»`, 'encoded-github-pat'],
  [findEncoded, `0x«${Buffer.from(TOKEN).toString('hex')}»`.replace('0x«', '«0x'), 'encoded-github-pat'],
  [
    findEncoded,
    `?q=«${escaped(TOKEN, (code) => `%25${code}`)}»`.replace('?q=«', '«?q='),
    'encoded-github-pat',
  ],
  [
    findEscaped,
    `"«${TOKEN.slice(0, 9)}${escaped(TOKEN.slice(9, 12), (code) => `\\u00${code}`)}${TOKEN.slice(12)}»"`,
    'github-pat',
  ],
  [findEscaped, `«${escaped(TOKEN, (code) => `&#x${code};`)}»`, 'github-pat'],
  [findEscaped, 'password=&quot;«hunter22!»&quot;', 'password'],
  [findEscaped, 'https:\\/\\/me:«hunter22»@a.example', 'url-password'],
  [findEscaped, 'password=&lt;yours&gt;'],
  [findEncoded, `x: «${Buffer.from(`token=${TOKEN}`).toString('base64')}»`, 'encoded-github-pat'],
  [findEncoded, '«to=https%3A%2F%2Fme%3Ahunter22%40a.example»', 'encoded-url-password'],
  [findEncoded, Buffer.from('only some text of no interest').toString('base64')],
  [findWrapped, `«${TOKEN.slice(0, 20)}\n   ${TOKEN.slice(20)}»\nend`, 'github-pat'],
  [findWrapped, `> «${TOKEN.slice(0, 20)}\n> ${TOKEN.slice(20)}»`, 'github-pat'],
  [findWrapped, `${TOKEN}\nAfterwards nothing`],
  [findWrapped, `"«${TOKEN.slice(0, 20)}" +\n  "${TOKEN.slice(20)}»"`, 'github-pat'],
  [findWrapped, `"${TOKEN.slice(0, 20)}", "${TOKEN.slice(20)}"`],
  [findPlain, `«${TOKEN}» and «${KEY}»`, 'github-pat', 'private-key'],
  [findSecrets, `t=«${TOKEN.slice(0, 6)}\u200B${TOKEN.slice(6)}»`, 'github-pat'],
  [findSecrets, `\u001B[1m«${'AK'}IA${draw('A-Z2-7', 16)}»\u001B[0m`, 'aws-access-key'],
  [findSecrets, `ＤＢ_password：“«hunter22!»”`, 'password'],
  [findSecrets, `«${'xo'}xb‑${draw('0-9', 12)}‑${draw('0-9', 12)}‑${draw('A-Za-z0-9', 24)}»`, 'slack-token'],
  [findSecrets, `logs/«${'AK'}IA${draw('A-Z2-7', 16)}».txt`, 'aws-access-key'],
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

test.each(['\\', '\\n', '&#97;', '|password|\n', 'creds: a/', 'password for a b ', 'QUJDREVGR0hJSktM\n'])(
  'a hundred thousand characters of %j are looked through',
  (unit) => {
    expect(findSecrets(unit.repeat(100_000 / unit.length))).toEqual([])
  },
)
