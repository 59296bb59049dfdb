// A corpus of planted secrets. No secret is written down anywhere: each is put together from a kind's fixed part and
// characters drawn by a generator with a fixed seed, so the corpus is the same in every run and no scanner of
// repositories takes this file for a leak.
import { Buffer } from 'node:buffer'

export interface Planted {
  /** For the name of the case. */
  readonly kind: string
  readonly context: string
  /** What must be gone. */
  readonly secret: string
  readonly text: string
}

export interface PlantedKind {
  readonly kind: string
  /** A text that is a secret wherever it stands. */
  readonly make: (draw: Draw) => string
  /** For secrets that only a notation makes a secret; then no other context is used. */
  readonly around?: readonly ((secret: string) => string)[]
}

/** So many characters of an alphabet that is written as `a-f0-9`. */
export type Draw = (alphabet: string, length: number) => string

export function drawer(seed: number): Draw {
  let state = seed * 2_654_435_761 + 1
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    state ^= state >>> 13
    return state >>> 0
  }
  return (alphabet, length) => {
    const letters = alphabet.replaceAll(/(.)-(.)/g, (_, from: string, to: string) => range(from, to))
    return Array.from({ length }, () => letters[next() % letters.length]).join('')
  }
}

function range(from: string, to: string): string {
  const first = from.charCodeAt(0)
  return String.fromCharCode(
    ...Array.from({ length: to.charCodeAt(0) - first + 1 }, (_, index) => first + index),
  )
}

const WORD = 'A-Za-z0-9'
const HEX = 'a-f0-9'
const UPPER = 'A-Z2-7'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const uuid = (draw: Draw): string => [8, 4, 4, 4, 12].map((length) => draw(HEX, length)).join('-')
/** A password as people make them: letters, digits, and a sign. */
const password = (draw: Draw): string => `${draw('a-z', 5)}${draw('A-Z', 2)}${draw('0-9', 3)}!`
const pemBody = (draw: Draw, lines: number): string =>
  Array.from({ length: lines }, () => draw(`${WORD}+/`, 64)).join('\n')
const pem = (label: string, draw: Draw): string =>
  `-----BEGIN ${label}-----\n${pemBody(draw, 6)}\n${draw(`${WORD}+/`, 22)}==\n-----END ${label}-----`

/** Kinds whose form says what they are. */
const FORMS: readonly PlantedKind[] = [
  { kind: 'GitHub classic', make: (draw) => `gh${'p_'}${draw(WORD, 36)}` },
  { kind: 'GitHub OAuth', make: (draw) => `gh${'o_'}${draw(WORD, 36)}` },
  { kind: 'GitHub app', make: (draw) => `gh${'s_'}${draw(WORD, 36)}` },
  { kind: 'GitHub fine-grained', make: (draw) => `github_${'pat_'}${draw(WORD, 22)}_${draw(WORD, 59)}` },
  { kind: 'GitLab', make: (draw) => `gl${'pat-'}${draw(WORD, 20)}` },
  { kind: 'GitLab runner', make: (draw) => `gl${'rt-'}${draw(WORD, 20)}` },
  { kind: 'Atlassian', make: (draw) => `ATAT${'T3'}${draw(WORD, 180)}` },
  { kind: 'npm', make: (draw) => `np${'m_'}${draw(WORD, 36)}` },
  { kind: 'PyPI', make: (draw) => `pypi${'-AgEIcHlwaS5vcmc'}${draw(WORD, 120)}` },
  { kind: 'RubyGems', make: (draw) => `ruby${'gems_'}${draw(HEX, 48)}` },
  { kind: 'Docker Hub', make: (draw) => `dckr_${'pat_'}${draw(WORD, 27)}` },
  { kind: 'AWS access key', make: (draw) => `AK${'IA'}${draw(UPPER, 16)}` },
  { kind: 'AWS temporary key', make: (draw) => `AS${'IA'}${draw(UPPER, 16)}` },
  { kind: 'Google API', make: (draw) => `AI${'za'}${draw(WORD, 35)}` },
  { kind: 'Google OAuth secret', make: (draw) => `GOC${'SPX-'}${draw(WORD, 28)}` },
  { kind: 'Google access token', make: (draw) => `ya${'29.'}${draw(WORD, 120)}` },
  { kind: 'Azure client secret', make: (draw) => `${draw(WORD, 3)}8${'Q~'}${draw(WORD, 34)}` },
  { kind: 'DigitalOcean', make: (draw) => `dop_${'v1_'}${draw(HEX, 64)}` },
  { kind: 'Heroku', make: (draw) => `HRKU${'-AA'}${draw(WORD, 58)}` },
  { kind: 'Fly.io', make: (draw) => `fo1${'_'}${draw(WORD, 43)}` },
  { kind: 'Netlify', make: (draw) => `nf${'p_'}${draw(WORD, 36)}` },
  { kind: 'Supabase', make: (draw) => `sb${'p_'}${draw(HEX, 40)}` },
  { kind: 'PlanetScale', make: (draw) => `pscale_${'tkn_'}${draw(WORD, 43)}` },
  { kind: 'Databricks', make: (draw) => `da${'pi'}${draw(HEX, 32)}` },
  { kind: 'Tailscale', make: (draw) => `tskey-${'auth-'}${draw(WORD, 12)}CNTRL-${draw(WORD, 32)}` },
  { kind: 'Vault', make: (draw) => `hv${'s.'}${draw(WORD, 95)}` },
  { kind: 'Doppler', make: (draw) => `dp.${'pt.'}${draw(WORD, 43)}` },
  {
    kind: '1Password',
    make: (draw) =>
      `A3-${draw('A-Z0-9', 6)}-${draw('A-Z0-9', 6)}-${[1, 2, 3, 4].map(() => draw('A-Z0-9', 5)).join('-')}`,
  },
  { kind: 'age', make: (draw) => `AGE-SECRET-${'KEY-1'}${draw('A-Z0-9', 58)}` },
  { kind: 'Pulumi', make: (draw) => `pu${'l-'}${draw(HEX, 40)}` },
  { kind: 'Terraform Cloud', make: (draw) => `${draw(WORD, 14)}.atlas${'v1.'}${draw(WORD, 67)}` },
  { kind: 'Postman', make: (draw) => `PM${'AK-'}${draw(HEX, 24)}-${draw(HEX, 34)}` },
  { kind: 'Linear', make: (draw) => `lin_${'api_'}${draw(WORD, 40)}` },
  { kind: 'Notion', make: (draw) => `nt${'n_'}${draw('0-9', 11)}${draw(WORD, 35)}` },
  { kind: 'Figma', make: (draw) => `fig${'d_'}${draw(WORD, 40)}` },
  { kind: 'OpenAI project', make: (draw) => `sk-${'proj-'}${draw(WORD, 74)}T3Blbk${'FJ'}${draw(WORD, 74)}` },
  { kind: 'OpenAI legacy', make: (draw) => `sk${'-'}${draw(WORD, 20)}T3Blbk${'FJ'}${draw(WORD, 20)}` },
  { kind: 'Anthropic', make: (draw) => `sk-${'ant-'}api03-${draw(WORD, 93)}AA` },
  { kind: 'OpenRouter', make: (draw) => `sk-${'or-'}v1-${draw(HEX, 64)}` },
  { kind: 'Hugging Face', make: (draw) => `h${'f_'}${draw('A-Za-z', 34)}` },
  { kind: 'Perplexity', make: (draw) => `pp${'lx-'}${draw(WORD, 48)}` },
  { kind: 'Groq', make: (draw) => `gs${'k_'}${draw(WORD, 52)}` },
  { kind: 'Replicate', make: (draw) => `r${'8_'}${draw(WORD, 37)}` },
  { kind: 'xAI', make: (draw) => `xa${'i-'}${draw(WORD, 80)}` },
  { kind: 'Slack bot', make: (draw) => `xox${'b-'}${draw('0-9', 12)}-${draw('0-9', 12)}-${draw(WORD, 24)}` },
  {
    kind: 'Slack app',
    make: (draw) => `xa${'pp-1-'}A${draw('A-Z0-9', 10)}-${draw('0-9', 13)}-${draw(HEX, 64)}`,
  },
  {
    kind: 'Slack webhook',
    make: (draw) =>
      `https://hooks.slack${'.com/services/'}T${draw('A-Z0-9', 10)}/B${draw('A-Z0-9', 10)}/${draw(WORD, 24)}`,
  },
  {
    kind: 'Discord webhook',
    make: (draw) => `https://discord${'.com/api/webhooks/'}${draw('0-9', 18)}/${draw(WORD, 68)}`,
  },
  { kind: 'Telegram', make: (draw) => `${draw('1-9', 10)}${':AA'}${draw(WORD, 33)}` },
  { kind: 'Stripe live', make: (draw) => `sk_${'live_'}${draw(WORD, 24)}` },
  { kind: 'Stripe restricted', make: (draw) => `rk_${'live_'}${draw(WORD, 24)}` },
  { kind: 'Stripe webhook', make: (draw) => `whs${'ec_'}${draw(WORD, 32)}` },
  { kind: 'Square', make: (draw) => `sq0${'atp-'}${draw(WORD, 22)}` },
  { kind: 'SendGrid', make: (draw) => `S${'G.'}${draw(WORD, 22)}.${draw(WORD, 43)}` },
  { kind: 'Brevo', make: (draw) => `xkey${'sib-'}${draw(HEX, 64)}-${draw(WORD, 16)}` },
  { kind: 'Mailgun', make: (draw) => `ke${'y-'}${draw(HEX, 32)}` },
  { kind: 'Twilio', make: (draw) => `S${'K'}${draw(HEX, 32)}` },
  { kind: 'Shopify', make: (draw) => `shp${'at_'}${draw(HEX, 32)}` },
  { kind: 'New Relic', make: (draw) => `NR${'AK-'}${draw('A-Z0-9', 27)}` },
  { kind: 'Grafana', make: (draw) => `gl${'sa_'}${draw(WORD, 32)}_${draw(HEX, 8)}` },
  { kind: 'Sentry', make: (draw) => `sntry${'u_'}${draw(HEX, 64)}` },
  { kind: 'Dynatrace', make: (draw) => `dt0${'c01.'}${draw('A-Z0-9', 24)}.${draw('A-Z0-9', 64)}` },
  {
    kind: 'JSON Web Token',
    make: (draw) =>
      `${base64url(`{"alg":"HS256","kid":"${draw(WORD, 6)}"}`)}.${base64url(`{"sub":"${draw('0-9', 9)}","exp":17${draw('0-9', 8)}}`)}.${draw(WORD, 43)}`,
  },
]

/** Kinds that only what stands around them makes secrets of. */
const NOTATIONS: readonly PlantedKind[] = [
  {
    kind: 'RSA key',
    make: (draw) => pem('RSA PRIVATE KEY', draw),
    around: [(key) => key, (key) => JSON.stringify({ key }), (key) => key.replaceAll(/^/gm, '+ ')],
  },
  {
    kind: 'OpenSSH key',
    make: (draw) => pem('OPENSSH PRIVATE KEY', draw),
    around: [
      (key) => `$ cat id_ed25519\n${key}\n$ ls`,
      (key) => key.replaceAll(/^/gm, '> '),
      (key) => key.slice(0, 300),
    ],
  },
  {
    kind: 'PGP key',
    make: (draw) => pem('PGP PRIVATE KEY BLOCK', draw),
    around: [(key) => key, (key) => key.slice(-300)],
  },
  {
    kind: 'AWS secret',
    make: (draw) => draw(`${WORD}+/`, 40),
    around: [
      (value) => `aws_secret_access_key = ${value}`,
      (value) => `AWS_SECRET_ACCESS_KEY=${value}`,
      (value) => `"SecretAccessKey": "${value}",`,
    ],
  },
  {
    kind: 'basic auth address',
    make: password,
    around: [
      (value) => `git clone https://deploy:${value}@git.example.net/team/app.git`,
      (value) => `curl http://admin:${value}@10.0.0.5:8080/health`,
    ],
  },
  {
    kind: 'Postgres address',
    make: password,
    around: [
      (value) => `DATABASE_URL=postgres://app:${value}@db.internal:5432/app`,
      (value) => `"url": "postgresql://app:${value}@db/app?sslmode=require"`,
    ],
  },
  {
    kind: 'MongoDB address',
    make: password,
    around: [(value) => `mongodb+srv://root:${value}@cluster0.abcde.mongodb.net/test`],
  },
  {
    kind: 'Redis address',
    make: (draw) => draw(WORD, 20),
    around: [
      (value) => `redis://:${value}@cache:6379/0`,
      (value) => `REDIS_URL: rediss://default:${value}@eu1.cache.example.net:6380`,
    ],
  },
  {
    kind: 'AMQP address',
    make: password,
    around: [(value) => `broker_url = 'amqp://worker:${value}@mq:5672//'`],
  },
  {
    kind: 'SQL Server string',
    make: password,
    around: [
      (value) => `Server=tcp:db,1433;Database=app;User ID=sa;Password=${value};Encrypt=True;`,
      (value) => `"Default": "Data Source=db;Initial Catalog=app;uid=sa;pwd=${value}"`,
    ],
  },
  {
    kind: 'Azure storage string',
    make: (draw) => `${draw(WORD, 86)}==`,
    around: [
      (value) =>
        `DefaultEndpointsProtocol=https;AccountName=files;AccountKey=${value};EndpointSuffix=core.windows.net`,
    ],
  },
  {
    kind: 'Azure service bus',
    make: (draw) => `${draw(WORD, 43)}=`,
    around: [
      (value) =>
        `Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${value}`,
    ],
  },
  {
    kind: 'SAS address',
    make: (draw) => `${draw(WORD, 42)}%3D`,
    around: [(value) => `https://files.blob.core.windows.net/c/a.zip?sv=2024-11-04&sp=r&sig=${value}`],
  },
  {
    kind: 'S3 signed address',
    make: (draw) => draw(HEX, 64),
    around: [(value) => `https://b.s3.amazonaws.com/k?X-Amz-Date=20260101T000000Z&X-Amz-Signature=${value}`],
  },
  {
    kind: 'Bearer header',
    make: (draw) => draw(WORD, 32),
    around: [
      (value) => `Authorization: Bearer ${value}`,
      (value) => `curl -H 'authorization: bearer ${value}' https://api.example.net/v1`,
      (value) => `headers: { Authorization: \`Bearer ${value}\` }`,
    ],
  },
  {
    kind: 'Basic header',
    make: (draw) => base64(`user:${password(draw)}`),
    around: [(value) => `Authorization: Basic ${value}`, (value) => `Proxy-Authorization: basic ${value}`],
  },
  {
    kind: 'key header',
    make: (draw) => draw(WORD, 32),
    around: [
      (value) => `X-Api-Key: ${value}`,
      (value) => `-H "X-Auth-Token: ${value}"`,
      (value) => `"x-vault-token": "${value}"`,
    ],
  },
  {
    kind: 'cookie',
    make: (draw) => draw(WORD, 26),
    around: [
      (value) => `Cookie: theme=dark; sessionid=${value}; lang=en`,
      (value) => `Set-Cookie: __Host-auth=${value}; Path=/; HttpOnly`,
      (value) => `curl -b 'PHPSESSID=${value}' https://example.net`,
    ],
  },
  {
    kind: 'npmrc',
    make: (draw) => draw(`${WORD}`, 36),
    around: [(value) => `//registry.npmjs.org/:_authToken=${value}`],
  },
  {
    kind: 'docker auth',
    make: (draw) => base64(`ci:${password(draw)}`),
    around: [(value) => `{"auths":{"registry.example.net":{"auth":"${value}"}}}`],
  },
  {
    kind: 'kubeconfig',
    make: (draw) => draw(WORD, 40),
    around: [(value) => `users:\n- name: admin\n  user:\n    token: ${value}\n`],
  },
  {
    kind: 'Kubernetes secret',
    make: (draw) => base64(password(draw)),
    around: [(value) => `kind: Secret\ndata:\n  db-password: ${value}\n`],
  },
  {
    kind: 'container variable',
    make: password,
    around: [
      (value) => `env:\n  - name: DB_PASSWORD\n    value: "${value}"`,
      (value) => `{"name": "ADMIN_PASSWORD", "value": "${value}"}`,
    ],
  },
  {
    kind: 'env short password',
    make: (draw) => `${draw('a-z', 4)}${draw('0-9', 2)}`,
    around: [
      (value) => `DB_PASSWORD=${value}`,
      (value) => `1. PGPASSWORD=${value} psql -h db`,
      (value) => `docker run -e MYSQL_ROOT_PASSWORD=${value} mysql:8`,
    ],
  },
  {
    kind: 'env word password',
    make: (draw) => draw('a-z', 12),
    around: [
      (value) => `SMTP_PASSWORD=${value}`,
      (value) => `  password: ${value}\n  port: 25`,
      (value) => `{"password":"${value}"}`,
    ],
  },
  {
    kind: 'service key',
    make: (draw) => draw(WORD, 30),
    around: [
      (value) => `MY_SERVICE_API_KEY=${value}`,
      (value) => `const apiKey = "${value}"`,
      (value) => `api_key: ${value}`,
      (value) => `ClientSecret = '${value}'`,
    ],
  },
  {
    kind: 'netrc',
    make: password,
    around: [(value) => `machine git.example.net login deploy password ${value}`],
  },
  { kind: 'pgpass', make: password, around: [(value) => `db.internal:5432:app:app:${value}`] },
  {
    kind: 'command option',
    make: password,
    around: [
      (value) => `mysql -u root -p${value} app`,
      (value) => `curl -u admin:${value} https://ci.example.net`,
      (value) => `app login --user me --password ${value}`,
      (value) => `sshpass -p '${value}' ssh root@10.0.0.1`,
      (value) => `docker login -u ci -p ${value} registry.example.net`,
    ],
  },
  {
    kind: 'SQL statement',
    make: password,
    around: [
      (value) => `CREATE USER app WITH PASSWORD '${value}';`,
      (value) => `ALTER USER 'root'@'%' IDENTIFIED BY '${value}';`,
    ],
  },
  {
    kind: 'sentence',
    make: password,
    around: [
      (value) => `the password is ${value}, please log in`,
      (value) => `Admin password: ${value}`,
      (value) => `use the token \`${value}\` for it`,
    ],
  },
  {
    kind: 'properties',
    make: password,
    around: [
      (value) => `spring.datasource.password=${value}`,
      (value) => `<password>${value}</password>`,
      (value) => `<add key="ClearTextPassword" value="${value}" />`,
    ],
  },
  {
    kind: 'Heroku identifier',
    make: uuid,
    around: [(value) => `HEROKU_API_KEY=${value}`, (value) => `heroku_token: "${value}"`],
  },
  {
    kind: 'Datadog',
    make: (draw) => draw(HEX, 32),
    around: [(value) => `DD_API_KEY=${value}`, (value) => `datadog:\n  apiKey: ${value}`],
  },
  {
    kind: 'Cloudflare',
    make: (draw) => draw(WORD, 40),
    around: [(value) => `CLOUDFLARE_API_TOKEN=${value}`],
  },
  {
    kind: 'Vercel',
    make: (draw) => draw(WORD, 24),
    around: [(value) => `VERCEL_TOKEN=${value}`, (value) => `vercel deploy --token ${value}`],
  },
  {
    kind: 'seed phrase',
    make: (draw) => Array.from({ length: 12 }, () => draw('a-z', 5)).join(' '),
    around: [(value) => `seed phrase: ${value}`, (value) => `MNEMONIC="${value}"`],
  },
  {
    kind: 'web key',
    make: (draw) => draw(WORD, 43),
    around: [(value) => `{"kty":"EC","crv":"P-256","x":"abc","d":"${value}"}`],
  },
]

/** What can stand around a secret. */
const CONTEXTS: Readonly<Record<string, (secret: string) => string>> = {
  bare: (secret) => secret,
  'env line': (secret) => `export SERVICE_TOKEN=${secret}\nNEXT=1`,
  JSON: (secret) => `{"name": "ci", "value": "${secret}", "on": true}`,
  YAML: (secret) => `service:\n  credential: ${secret}\n  port: 80`,
  'query of an address': (secret) =>
    `https://api.example.net/v1/items?limit=3&key=${encodeURIComponent(secret)}&page=2`,
  header: (secret) => `> Authorization: token ${secret}\r\n> Accept: */*`,
  diff: (secret) => `@@ -1,2 +1,2 @@\n-old = 1\n+TOKEN=${secret}\n`,
  'list item': (secret) => `1. first\n2. ${secret}\n- third`,
  quotes: (secret) => `login("me", '${secret}')`,
  'quoted line': (secret) => `> ${secret}`,
  'escaped JSON': (secret) => JSON.stringify(JSON.stringify({ token: secret, next: 'x' })),
  'after an escaped line break': (secret) => String.raw`"out": "done\n${secret}\nbye"`,
  'in colour': (secret) => `\u001B[32m${secret}\u001B[0m ok`,
  'with invisible characters': (secret) => `${secret.slice(0, 7)}\u200B${secret.slice(7)}`,
  'broken over lines': (secret) =>
    `the key is\n  ${secret.slice(0, 19)}\n  ${secret.slice(19)}\nand nothing else`,
  base64: (secret) => `data: ${base64(`token=${secret}\n`)}`,
  'base64 of base64': (secret) => `echo ${base64(base64(`token=${secret}\n`))} | base64 -d`,
  'base64 over lines': (secret) => base64(`# of the build\ntoken=${secret}\n`).replaceAll(/.{36}/g, '$&\n'),
  hexadecimal: (secret) => Buffer.from(`token=${secret}`).toString('hex'),
  'percent codes twice': (secret) =>
    secret.replaceAll(/[^]/g, (sign) => `%25${sign.charCodeAt(0).toString(16)}`),
  'JSON escapes': (secret) =>
    secret.replaceAll(/[-_.A]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'HTML escapes': (secret) => `<b>${secret.replaceAll(/[-_.A]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</b>`,
  'joined strings': (secret) => `const it = '${secret.slice(0, 15)}' +\n  '${secret.slice(15)}'`,
  'hyphens that do not break': (secret) => secret.replaceAll('-', '\u2011'),
  Markdown: (secret) => `Use **\`${secret}\`** to log in.`,
  'end of a sentence': (secret) => `The key (${secret}).`,
}

/** What is gone if a secret is gone: also the secret as the context wrote it. */
function plant(
  { kind, make, around }: PlantedKind,
  order: number,
  contexts: readonly string[],
): readonly Planted[] {
  const secret = make(drawer(order + 1))
  const own = around?.map((context, index) => ({
    kind,
    context: `own notation ${index + 1}`,
    secret,
    text: context(secret),
  }))
  return (
    own ?? contexts.map((context) => ({ kind, context, secret, text: CONTEXTS[context]?.(secret) ?? secret }))
  )
}

export const KINDS: readonly PlantedKind[] = [...FORMS, ...NOTATIONS]

const NAMES = Object.keys(CONTEXTS)

/** Each kind in some of the contexts, in turn. */
export const PLANTED: readonly Planted[] = KINDS.flatMap((kind, order) =>
  plant(
    kind,
    order,
    [0, 1, 2, 3, 4, 5].map((step) => NAMES[(order + step * 5) % NAMES.length] ?? 'bare'),
  ),
)

/** Each kind in each context. */
export const ALL_PLANTED: readonly Planted[] = KINDS.flatMap((kind, order) => plant(kind, order, NAMES))

/** The pieces of a secret that may not be readable after scrubbing; short ones are found in any text. */
export function piecesOf({ secret }: Planted): readonly string[] {
  const bare = secret.startsWith('-----')
    ? secret.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'))
    : [secret]
  return bare.flatMap((text) =>
    text.length < 24
      ? [text]
      : [text.slice(0, 16).slice(4), text.slice(-12), text.slice(text.length / 2 - 6, text.length / 2 + 6)],
  )
}
