// Secrets in headers, cookies and command lines, and in the few notations of files of credentials that assign nothing.
import { isAllowed } from './allowed.ts'
import { decodeBase64 } from './decode.ts'
import { entropyOf } from './entropy.ts'
import type { Span } from './secret-form.ts'

/** The secret is the last group that matched. */
interface Notation {
  readonly kind: string
  /** In lower case; the pattern is tried only in texts that hold one. */
  readonly keywords: readonly string[]
  readonly pattern: RegExp
  readonly accepts?: (secret: string) => boolean
}

const OPTION_VALUE = String.raw`(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'|;&<>-][^\s"'|;&<>]{2,200}))`

const NOTATIONS: readonly Notation[] = [
  {
    kind: 'authorization-header',
    keywords: ['authorization'],
    pattern:
      /authorization["'`\\\])]{0,6}\s*[:=,(]{1,2}\s*[bfrB]?["'`\\]{0,4}(?:(?:bearer|basic|token|apikey|api-key|bot|key|ssws|genie-?key|sso-key|digest|splunk|klaviyo-api-key|discogs token=|aws)[ \t]+)([^\s"'`\\,<>){}]{6,4096})/gi,
  },
  {
    kind: 'authorization-header',
    keywords: ['authorization'],
    pattern: /authorization["'`\\]{0,6}\s*[:=]\s*["'`\\]{0,4}([\w.~+/=-]{20,4096})/gi,
    accepts: isRandom,
  },
  {
    kind: 'authorization-header',
    keywords: ['signature='],
    pattern: /AWS4-HMAC-SHA256[^\n]{0,600}?Signature=([a-f0-9]{64})/g,
  },
  {
    kind: 'bearer-token',
    keywords: ['bearer'],
    pattern: /\bbearer[ \t:]+["'`]?([\w.~+/=-]{16,4096})/gi,
    accepts: isRandom,
  },
  {
    kind: 'basic-credentials',
    keywords: ['basic '],
    pattern: /\bbasic[ \t]+([A-Za-z0-9+/]{8,1024}={0,2})/gi,
    accepts: isUserAndPassword,
  },
  {
    kind: 'docker-auth',
    keywords: ['auth'],
    pattern: /\\?["']auth\\?["']\s*:\s*\\?["']([A-Za-z0-9+/]{8,2048}={0,2})\\?["']/g,
    accepts: isUserAndPassword,
  },
  {
    kind: 'curl-user',
    keywords: ['curl', 'wget', 'http'],
    pattern:
      /\b(?:curl|wget|https?)\b[^\n|;]{0,400}?\s(?:-u|--user|--proxy-user|-U|-a|--auth)[= ]?\s*["']?[^\s:"']{1,100}:([^\s"'|;]{3,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['mysql', 'mariadb'],
    pattern: new RegExp(
      String.raw`\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;&]{0,300}?\s-p${OPTION_VALUE}`,
      'g',
    ),
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: [
      'sshpass',
      'login',
      'sqlcmd',
      'mongo',
      'redis-cli',
      'unzip',
      'zip',
      'ldapsearch',
      'ldapmodify',
      'rabbitmq',
      'nmcli',
    ],
    pattern: new RegExp(
      String.raw`\b(?:sshpass\s+-p|(?:docker|podman|helm registry|az|oc|skopeo|buildah|crane|npm|tkn|argocd)\s+login\b[^\n|;&]{0,200}?\s(?:-p|--password)|sqlcmd\b[^\n|;&]{0,200}?\s-P|mongo(?:sh|dump|restore|export|import)?\b[^\n|;&]{0,200}?\s-p|redis-cli\b[^\n|;&]{0,200}?\s(?:-a|--pass)|(?:un)?zip\b[^\n|;&]{0,200}?\s-P|ldap(?:search|modify|add|whoami)\b[^\n|;&]{0,200}?\s-w)\s*=?\s*${OPTION_VALUE}`,
      'g',
    ),
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['pass:'],
    pattern: /-(?:passin|passout|pass|k)\s+pass:([^\s"']{3,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['-u'],
    pattern:
      /\b(?:smbclient|rpcclient|net rpc|crackmapexec)\b[^\n|;&]{0,200}?\s-U\s*["']?[^\s%"']{1,64}%([^\s"'|;]{3,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['htpasswd'],
    pattern: /\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+["']?([^\s"'|;]{3,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['echo', 'printf'],
    pattern:
      /\b(?:echo|printf)\s+(?:-n\s+|-e\s+|['"]?%s(?:\\n)?['"]?\s+)*["']?([^\s"'|$][^\s"'|]{3,200})["']?\s*\|\s*(?:sudo\s+-S|(?:docker|podman|gh auth|glab auth|helm registry|oras|cosign|crane auth)\s+login|chpasswd|passwd\s+--stdin|gpg\b|gh\s+secret\s+set|(?:docker|podman)\s+secret\s+create|wrangler\s+secret\s+put)/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['<<<'],
    pattern:
      /(?:sudo\s+-S|--password-stdin|login|passwd\s+--stdin|secret\s+(?:set|put|create))\b[^\n|;]{0,100}<<<\s*["']?([^\s"'|$][^\s"'|]{2,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    keywords: ['7z', 'xfreerdp', 'mstsc', 'net use'],
    pattern:
      /\b(?:7z[ar]?\b[^\n|;]{0,100}?\s-p|(?:xfreerdp|wlfreerdp|mstsc)\b[^\n|;]{0,200}?\s\/p:|net\s+use\b[^\n|;]{0,100}?\s\\\\\S{1,100}\s+)["']?([^\s"'|;/-][^\s"'|;]{2,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'basic-credentials',
    keywords: ['auth=(', 'auth = (', 'basicauth(', 'digestauth('],
    pattern:
      /\b(?:auth\s*=\s*\(|(?:HTTP)?(?:Basic|Digest)Auth\s*\()\s*["'][^"'\n]{1,100}["']\s*,\s*["']([^"'\n]{3,200})["']/gi,
    accepts: isPassword,
  },
  {
    kind: 'netrc-password',
    keywords: ['login', 'machine', 'account'],
    pattern:
      /\b(?:login|machine|default|user)\s+\S{1,200}\s+(?:account\s+\S{1,100}\s+)?password\s+(\S{3,200})/g,
    accepts: isPassword,
  },
  {
    kind: 'pgpass-password',
    keywords: [':5432:', ':5433:', ':6432:', ':*:'],
    pattern:
      /^(?:[+>\s-]{0,4})[\w.*-]{1,200}:(?:5432|5433|6432|\*):[\w*-]{1,64}:[\w*.-]{1,64}:([^\s:]{3,200})$/gm,
    accepts: isPassword,
  },
  {
    kind: 'sql-password',
    keywords: ['identified', 'password'],
    pattern:
      /\b(?:identified\s+(?:with\s+\w+\s+)?(?:by|as)|(?:encrypted\s+)?password)(?:\s*=\s*|\s+)(?:N?\\?'([^'\n\\]{3,200})\\?')/gi,
    accepts: isPassword,
  },
  {
    kind: 'private-key',
    keywords: ['"kty"', '\\"kty\\"'],
    pattern: /\\?"(?:d|p|q|dp|dq|qi|k)\\?"\s*:\s*\\?"([\w-]{20,1024})\\?"/g,
  },
  {
    kind: 'seed-phrase',
    keywords: ['mnemonic', 'phrase', 'seed'],
    pattern:
      /(?:mnemonic|(?:seed|recovery|secret|backup)[ _-]?(?:phrase|words))["'\s:=\\]{0,8}(?:(?:is|are|was):?\s+)?["'`]?((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})/gi,
  },
  {
    kind: 'webhook-address',
    keywords: ['/webhook', 'hooks.', 'webhooks.'],
    pattern:
      /\bhttps:\/\/(?:hooks\.zapier\.com\/hooks\/catch\/|outlook\.office\.com\/webhook\/|chat\.googleapis\.com\/v1\/spaces\/[\w-]+\/messages\?key=[\w-]+&token=|maker\.ifttt\.com\/trigger\/\w+\/with\/key\/|open\.feishu\.cn\/open-apis\/bot\/v2\/hook\/|[\w.-]*mattermost[\w.-]*\/hooks\/)([\w/%=-]{8,200})/g,
  },
]

const COOKIES =
  /(?:\b(?:set-)?cookies?["'`\\\]]{0,6}\s*[:=,]\s*|\s(?:-b|--cookie)[= ]\s*)[bfr]?\\?["'`]?((?:[\w.$%-]{1,80}=[^\s;"'\\]*(?:;\s?[\w.$% -]{1,80}(?:=[^;"'\\\n]*)?)*))/gi
const ATTRIBUTE =
  /^(?:path|domain|expires|max-age|samesite|httponly|secure|priority|partitioned|version|comment)$/i
const SESSION =
  /sess|sid\b|^sid|auth|token|jwt|csrf|xsrf|remember|login|secret|key|ticket|cf_|clearance|__host|__secure|identity|user|access/i

export function findHeaders(text: string): readonly Span[] {
  const lower = text.toLowerCase()
  const spans = NOTATIONS.filter(({ keywords }) =>
    keywords.some((keyword) => lower.includes(keyword)),
  ).flatMap((notation) => findNotation(text, notation))
  return lower.includes('cookie') || lower.includes(' -b') ? [...spans, ...findCookies(text)] : spans
}

function findNotation(text: string, { kind, pattern, accepts }: Notation): readonly Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const secret = match.slice(1).find((group) => group !== undefined) ?? match[0]
    if (isAllowed(secret) || accepts?.(secret) === false) return []
    const start = match.index + match[0].lastIndexOf(secret)
    return [{ start, end: start + secret.length, kind }]
  })
}

function findCookies(text: string): readonly Span[] {
  return [...text.matchAll(COOKIES)].flatMap((match) => {
    const list = match[1] ?? ''
    return cookiesIn(list, match.index + match[0].lastIndexOf(list))
  })
}

function cookiesIn(list: string, offset: number): readonly Span[] {
  return [...list.matchAll(/(?:^|;\s*)([\w.$%-]+)=([^;]*)/g)].flatMap((cookie) => {
    const [whole, name = '', value = ''] = cookie
    const start = offset + cookie.index + whole.length - value.length
    return isCookieSecret(name, value) ? [{ start, end: start + value.trimEnd().length, kind: 'cookie' }] : []
  })
}

function isCookieSecret(name: string, value: string): boolean {
  if (ATTRIBUTE.test(name) || isAllowed(value)) return false
  if (SESSION.test(name))
    return (
      value.length >= 6 &&
      (/\d/.test(value) || value.length >= 16) &&
      !/^[a-z]+\(|^(?:\d{1,3}|true|false)$/.test(value)
    )
  return value.length >= 16 && isRandom(value)
}

/** Digits and letters mixed as no word mixes them. */
function isRandom(secret: string): boolean {
  return (
    /\d/.test(secret) &&
    /[A-Za-z]/.test(secret) &&
    entropyOf(secret) >= 3 &&
    !/^[a-z]+(?:[-_.][a-z]+)+[-_.]?\d*$/i.test(secret)
  )
}

/** What an option of a command holds is a password unless it says otherwise. */
function isPassword(secret: string): boolean {
  return !/^(?:\$|%|<|\{|-|\/(?:run|etc|var|tmp|home)\/)|^(?:pass(?:word|wd)?|pwd|secret|token|stdin|file|user(?:name)?|\d{1,5}|null|true|false)$/i.test(
    secret,
  )
}

function isUserAndPassword(secret: string): boolean {
  const decoded = decodeBase64(secret)
  return decoded !== undefined && /^[^:\s]{0,200}:[^\n]{2,}$/.test(decoded) && !isAllowed(decoded)
}
