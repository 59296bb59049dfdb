// What makes a secret of what follows in headers, command lines and files of credentials that assign nothing: a row for each
// notation.
import { isAllowed } from './allowed.ts'
import { decodeBase64 } from './decode.ts'
import { entropyOf } from './entropy.ts'
import type { Notation } from './notation.ts'

/** The secret is the first group that matched. */
export interface HeaderNotation extends Omit<Notation, 'read'> {
  readonly kind: string
  readonly accepts?: (secret: string) => boolean
}

const OPTION_VALUE = String.raw`(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'|;&<>-][^\s"'|;&<>]{2,200}))`

export const HEADER_NOTATIONS: readonly HeaderNotation[] = [
  {
    kind: 'authorization-header',
    beginnings: ['authorization'],
    pattern:
      /authorization["'`\\\])]{0,6}\s*[:=,(]{1,2}\s*[bfrB]?["'`\\]{0,4}(?:(?:bearer|basic|token|apikey|api-key|bot|key|ssws|genie-?key|sso-key|digest|splunk|klaviyo-api-key|discogs token=|aws)[ \t]+)([^\s"'`\\,<>){}]{6,4096})/iy,
  },
  {
    kind: 'authorization-header',
    beginnings: ['authorization'],
    pattern: /authorization["'`\\]{0,6}\s*[:=]\s*["'`\\]{0,4}([\w.~+/=-]{20,4096})/iy,
    accepts: isRandom,
  },
  {
    kind: 'authorization-header',
    beginnings: ['aws4-hmac'],
    pattern: /AWS4-HMAC-SHA256[^\n]{0,600}?Signature=([a-f0-9]{64})/y,
  },
  {
    kind: 'bearer-token',
    beginnings: ['bearer'],
    pattern: /\bbearer[ \t:]+["'`]?([\w.~+/=-]{16,4096})/iy,
    accepts: isRandom,
  },
  {
    kind: 'basic-credentials',
    beginnings: ['basic'],
    pattern: /\bbasic[ \t]+([A-Za-z0-9+/]{8,1024}={0,2})/iy,
    accepts: isUserAndPassword,
  },
  {
    kind: 'docker-auth',
    beginnings: ['"auth', "'auth"],
    pattern: /["']auth\\?["']\s*:\s*\\?["']([A-Za-z0-9+/]{8,2048}={0,2})\\?["']/y,
    accepts: isUserAndPassword,
  },
  {
    kind: 'curl-user',
    beginnings: ['curl', 'wget', 'http'],
    needs: /\s(?:-u|--user|--proxy-user|-U|-a|--auth)/,
    pattern:
      /\b(?:curl|wget|https?)\b[^\n|;]{0,400}?\s(?:-u|--user|--proxy-user|-U|-a|--auth)[= ]?\s*["']?[^\s:"']{1,100}:([^\s"'|;]{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['mysql', 'mariadb'],
    pattern: new RegExp(
      String.raw`\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;&]{0,300}?\s-p${OPTION_VALUE}`,
      'y',
    ),
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: [
      'sshpass',
      'docker',
      'podman',
      'helm registry',
      'az ',
      'az\t',
      'oc ',
      'oc\t',
      'skopeo',
      'buildah',
      'crane',
      'npm',
      'tkn',
      'argocd',
      'sqlcmd',
      'mongo',
      'redis-cli',
      'unzip',
      'zip',
      'ldap',
    ],
    pattern: new RegExp(
      String.raw`\b(?:sshpass\s+-p|(?:docker|podman|helm registry|az|oc|skopeo|buildah|crane|npm|tkn|argocd)\s+login\b[^\n|;&]{0,200}?\s(?:-p|--password)|sqlcmd\b[^\n|;&]{0,200}?\s-P|mongo(?:sh|dump|restore|export|import)?\b[^\n|;&]{0,200}?\s-p|redis-cli\b[^\n|;&]{0,200}?\s(?:-a|--pass)|(?:un)?zip\b[^\n|;&]{0,200}?\s-P|ldap(?:search|modify|add|whoami)\b[^\n|;&]{0,200}?\s-w)\s*(?:=\s*)?${OPTION_VALUE}`,
      'y',
    ),
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['pass:'],
    pattern: /(?<=-(?:passin|passout|pass|k)\s+)pass:([^\s"']{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['smbclient', 'rpcclient', 'net rpc', 'crackmapexec'],
    needs: /-U/,
    pattern:
      /\b(?:smbclient|rpcclient|net rpc|crackmapexec)\b[^\n|;&]{0,200}?\s-U\s*["']?[^\s%"']{1,64}%([^\s"'|;]{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['htpasswd'],
    pattern: /\bhtpasswd\s+-\w{0,20}b\w{0,20}\s+\S{1,400}\s+\S{1,200}\s+["']?([^\s"'|;]{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['echo', 'printf'],
    pattern:
      /\b(?:echo|printf)\s+(?:-n\s+|-e\s+|['"]?%s(?:\\n)?['"]?\s+)*["']?([^\s"'|$][^\s"'|]{3,200})["']?\s*\|\s*(?:sudo\s+-S|(?:docker|podman|gh auth|glab auth|helm registry|oras|cosign|crane auth)\s+login|chpasswd|passwd\s+--stdin|gpg\b|gh\s+secret\s+set|(?:docker|podman)\s+secret\s+create|wrangler\s+secret\s+put)/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['sudo', '--password-stdin', 'login', 'passwd', 'secret'],
    needs: /<<</,
    pattern:
      /(?:sudo\s+-S|--password-stdin|login|passwd\s+--stdin|secret\s+(?:set|put|create))\b[^\n|;]{0,100}<<<\s*["']?([^\s"'|$][^\s"'|]{2,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['7z ', '7z\t', '7za', '7zr', 'xfreerdp', 'wlfreerdp', 'mstsc', 'net '],
    pattern:
      /\b(?:7z[ar]?\b[^\n|;]{0,100}?\s-p|(?:xfreerdp|wlfreerdp|mstsc)\b[^\n|;]{0,200}?\s\/p:|net\s+use\b[^\n|;]{0,100}?\s\\\\\S{1,100}\s+)["']?([^\s"'|;/-][^\s"'|;]{2,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'basic-credentials',
    beginnings: ['auth', 'httpbasic', 'httpdigest', 'basicauth', 'digestauth'],
    pattern:
      /\b(?:auth\s*=\s*\(|(?:HTTP)?(?:Basic|Digest)Auth\s*\()\s*["'][^"'\n]{1,100}["']\s*,\s*["']([^"'\n]{3,200})["']/iy,
    accepts: isPassword,
  },
  {
    kind: 'netrc-password',
    beginnings: ['login', 'machine', 'default', 'user'],
    pattern:
      /\b(?:login|machine|default|user)\s+\S{1,200}\s+(?:account\s+\S{1,100}\s+)?password\s+(\S{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'pgpass-password',
    beginnings: [':5432:', ':5433:', ':6432:', ':*:'],
    pattern:
      /(?<=^(?:[+>\s-]{0,4})[\w.*-]{1,200}):(?:5432|5433|6432|\*):[\w*-]{1,64}:[\w*.-]{1,64}:([^\s:]{3,200})$/my,
    accepts: isPassword,
  },
  {
    kind: 'sql-password',
    beginnings: ['identified', 'encrypted', 'password'],
    pattern:
      /\b(?:identified\s+(?:with\s+\w+\s+)?(?:by|as)|(?:encrypted\s+)?password)(?:\s*=\s*|\s+)(?:N?\\?'([^'\n\\]{3,200})\\?')/iy,
    accepts: isPassword,
  },
  {
    kind: 'private-key',
    beginnings: ['"d"', '"d\\', '"p"', '"p\\', '"q"', '"q\\', '"dp', '"dq', '"qi', '"k"', '"k\\'],
    needs: /\\?"kty\\?"/,
    pattern: /"(?:d|p|q|dp|dq|qi|k)\\?"\s*:\s*\\?"([\w-]{20,1024})\\?"/y,
  },
  {
    kind: 'seed-phrase',
    beginnings: ['mnemonic', 'seed', 'recovery', 'secret', 'backup'],
    pattern:
      /(?:mnemonic|(?:seed|recovery|secret|backup)[ _-]?(?:phrase|words))["'\s:=\\]{0,8}(?:(?:is|are|was):?\s+)?["'`]?((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})/iy,
  },
  {
    kind: 'webhook-address',
    beginnings: ['https://'],
    pattern:
      /\bhttps:\/\/(?:hooks\.zapier\.com\/hooks\/catch\/|outlook\.office\.com\/webhook\/|chat\.googleapis\.com\/v1\/spaces\/[\w-]{1,100}\/messages\?key=[\w-]{1,200}&token=|maker\.ifttt\.com\/trigger\/\w+\/with\/key\/|open\.feishu\.cn\/open-apis\/bot\/v2\/hook\/|[\w.-]{0,100}mattermost[\w.-]{0,100}\/hooks\/)([\w/%=-]{8,200})/y,
  },
]

/** Digits and letters mixed as no word mixes them. */
export function isRandom(secret: string): boolean {
  return (
    /\d/.test(secret) &&
    /[A-Za-z]/.test(secret) &&
    entropyOf(secret) >= 3 &&
    !/^[a-z]+(?:[-_.][a-z]+)+[-_.]?\d*$/i.test(secret)
  )
}

/** What an option of a command holds is a password unless it says otherwise. */
export function isPassword(secret: string): boolean {
  if (/^[A-Z]?[a-z]+(?: [A-Za-z]+){2,}$/.test(secret)) return false
  return !/^(?:\$|%|<|\{|-|\/(?:run|etc|var|tmp|home)\/)|^(?:pass(?:word|wd)?|pwd|secret|token|stdin|file|user(?:name)?|\d{1,5}|null|true|false)$/i.test(
    secret,
  )
}

function isUserAndPassword(secret: string): boolean {
  const decoded = decodeBase64(secret)
  return decoded !== undefined && /^[^:\s]{0,200}:[^\n]{2,}$/.test(decoded) && !isAllowed(decoded)
}
