// Which names make a secret of what is assigned to them. A name is read as its words, whatever joins them, and the last
// word decides: `api_token` is a secret, `token_url` and `max_tokens` are not.

/**
 * How sure a name makes us: a `password` may be any word, a `token` has to look like one, `auth` is a hint only. The words
 * of a `phrase` are one secret.
 */
export type NameStrength = 'password' | 'token' | 'hint' | 'phrase'

const PASSWORDS: ReadonlySet<string> = new Set(
  'password passwd pwd pw psk passphrase passcode pgpassword mysqlpwd userpass dbpass dbpassword rootpass kennwort passwort'.split(
    ' ',
  ),
)

const TOKENS: ReadonlySet<string> = new Set(
  'token secret apikey apitoken apisecret accesstoken accesskey accountkey sharedaccesskey authtoken secretkey privatekey clientsecret refreshtoken idtoken sessiontoken credential credentials creds authkey signingkey encryptionkey keybase authsalt authident masterkey appsecret appkey webhooksecret authorization jwt'.split(
    ' ',
  ),
)

/** A `key` is a secret only after one of these. */
const KEY_OWNERS: ReadonlySet<string> = new Set(
  'api access secret private auth signing encryption decryption master account shared ssh deploy service storage client consumer license app application admin server subscription function host jwt hmac cipher aes crypto token webhook session cookie cluster integration ingest ingestion insert write read licence project publish rest'.split(
    ' ',
  ),
)

/** Words that mean a secret now and then. */
const WEAK: ReadonlySet<string> = new Set('auth dsn webhook bearer pat sas signature seed'.split(' '))

/** Whose `pass` is a password. */
const ACCOUNTS: ReadonlySet<string> = new Set(
  'user db database root admin sudo smtp ftp sftp mail email imap my auth login basic redis mysql pg postgres mongo ssh vnc rdp wifi api app svc service proxy key keystore ldap sql ro rw account card sim'.split(
    ' ',
  ),
)

/** Words that may follow without changing what the value is. */
const TRAILING: ReadonlySet<string> = new Set(
  'value val prod production dev development test testing stage staging live sandbox base64 b64 v1 v2 v3 old new default primary secondary backup main local ci raw plain plaintext string str env var here header root admin user 1 2 3'.split(
    ' ',
  ),
)

/** Owners of keys that are public or name a column. */
const PUBLIC_OWNERS: ReadonlySet<string> = new Set(
  'public pub primary foreign partition sort cache hot natural unique index idx map object row column sequence composite group routing message storage_class i18n translation trans locale dictionary dict json yaml config registry query react list lookup surrogate hash range bucket shortcut host_public'.split(
    ' ',
  ),
)

const cache = new Map<string, NameStrength | undefined>()
const CACHE_ENTRIES_MAX = 5_000

/** What a name says about its value, or nothing. */
export function strengthOf(name: string): NameStrength | undefined {
  if (cache.has(name)) return cache.get(name)
  if (cache.size >= CACHE_ENTRIES_MAX) cache.clear()
  const strength = judge(name)
  cache.set(name, strength)
  return strength
}

function judge(name: string): NameStrength | undefined {
  const words = wordsOf(name)
  while (words.length > 1 && TRAILING.has(words.at(-1) ?? '')) words.pop()
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  const joined = before + last
  // `pass` and `pin` alone, or after any word, mean a dozen other things.
  if (last === 'pass' || last === 'pin') return judgePass(last, before)
  if (PASSWORDS.has(last) || PASSWORDS.has(joined)) return 'password'
  if (last === 'mnemonic' || (last === 'phrase' && /^(?:seed|recovery|secret|backup)$/.test(before)))
    return 'phrase'
  if (last === 'phrase' && before === 'pass') return 'password'
  if (last === 'key') return judgeKey(name, words.slice(0, -1))
  if (WEAK.has(last)) return 'hint'
  if (TOKENS.has(last)) return isNeutralToken(before) ? undefined : 'token'
  if (TOKENS.has(joined) || /(?:token|secret|password|passwd|apikey)$/.test(last)) return 'token'
  return undefined
}

function judgePass(last: 'pass' | 'pin', before: string): NameStrength | undefined {
  if (ACCOUNTS.has(before)) return 'password'
  return last === 'pass' ? 'token' : undefined
}

function judgeKey(name: string, owners: readonly string[]): NameStrength | undefined {
  const owner = owners.at(-1)
  if (owner === undefined || PUBLIC_OWNERS.has(owner)) return undefined
  if (owners.some((word) => KEY_OWNERS.has(word))) return owners.includes('public') ? undefined : 'token'
  // `STRIPE_KEY` in capitals is a variable of the environment, which rarely names a column.
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? 'token' : 'hint'
}

function isNeutralToken(before: string): boolean {
  return /^(?:csrf|xsrf|next|page|continuation|cancellation|cancel|pagination|public|stop|eos|bos|pad|unk|mask|special|sync|start|end|no)$/.test(
    before,
  )
}

/** `dbPassword`, `DB_PASSWORD`, `db-password` and `db.password` are the words `db` and `password`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}
