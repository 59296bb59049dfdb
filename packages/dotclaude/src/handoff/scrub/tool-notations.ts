// What makes a secret of what programs print or are given, and of what their files hold: a row for each notation that no name
// before a value tells.
import { isPassword, isRandom } from './header-notations.ts'
import type { HeaderNotation } from './header-notations.ts'

export const TOOL_NOTATIONS: readonly HeaderNotation[] = [
  {
    kind: 'command-password',
    beginnings: ['convertto-securestring'],
    pattern: /ConvertTo-SecureString\s+(?:-String\s+)?["']([^"'$\n]{4,200})["']/iy,
  },
  {
    kind: 'command-password',
    beginnings: ['password', 'passphrase'],
    pattern: /pass(?:word|phrase)[^\n]{0,20}\r?\n\s{0,20}send\s+(?:--\s+)?"([^"\\$\n]{4,200})/iy,
  },
  {
    kind: 'command-password',
    beginnings: ['cqlsh', 'influx', 'clickhouse', 'arangosh', 'lftp', 'ncftp'],
    pattern:
      /\b(?:(?:cqlsh|influx|clickhouse|arangosh)\b[^\n|;&]{0,200}?\s-{1,2}p(?:assword)?[= ]\s{0,3}["']?|(?:lftp|ncftp)\b[^\n|;&]{0,200}?\s-u\s{0,3}["']?[^\s,"']{1,64},)([^\s"'|;]{3,200})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['sqlplus', 'sqlldr', 'expdp', 'impdp', 'jdbc:oracle'],
    pattern:
      /\b(?:(?:sqlplus|sqlldr|expdp|impdp)\s+(?:-\w+\s+){0,4}["']?|jdbc:oracle:\w{1,10}:)[\w$#]{1,60}\/([^\s@"'/]{3,100})@/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['poetry', 'bundle'],
    pattern:
      /\b(?:poetry\s+config\s+(?:--\S+\s+){0,3}(?:pypi-token\.[\w.-]{1,60}|http-basic\.[\w.-]{1,60}\s+\S{1,60})\s+|bundle\s+config\s+(?:set\s+)?(?:--\w+\s+){0,3}[\w.-]{3,100}\s+[^\s:]{1,60}:)["']?([^\s"'|;&]{4,300})/y,
    accepts: isPassword,
  },
  {
    kind: 'command-password',
    beginnings: ['--from-literal'],
    needs: /\bsecret\b/,
    pattern: /--from-literal[= ]["']?[\w.-]{1,100}=["']?([^\s"']{4,400})/y,
    accepts: isPassword,
  },
  {
    kind: 'password',
    beginnings: ['requirepass', 'masterauth', 'neo4j_auth'],
    pattern:
      /\b(?:(?:requirepass|masterauth)[ \t]+|NEO4J_AUTH\s?[=:]\s?["']?neo4j\/)["']?([^\s"'<>]{4,200})/iy,
    accepts: (secret) => isPassword(secret) && secret !== 'foobared' && /\d|.{12}/.test(secret),
  },
  {
    kind: 'pgpass-password',
    beginnings: [':*:'],
    pattern: /(?<=^[+>\s-]{0,4}[\w.*-]{1,200}:(?:\d{2,5}|\*)):\*:[\w*.-]{1,64}:([^\s:]{3,200})$/my,
    accepts: isPassword,
  },
  {
    kind: 'password',
    beginnings: ['$ pass'],
    pattern: /\$ pass (?:show )?(?:-\S{1,20} )?[\w.@/-]{2,100}\r?\n([^\s`$]{8,100})(?=\r?\n|$)/y,
    accepts: (secret) => /\d/.test(secret) && /[A-Za-z]/.test(secret),
  },
  {
    kind: 'aws-secret-key',
    beginnings: ['aws secret access key', 'aws_secret', 'aws_session', 'credentials'],
    pattern:
      /(?:aws secret access key \[[^\]\n]{0,30}\]:\s{0,5}|aws_(?:secret_access_key|session_token)[ \t]{1,5}|credentials\t\S{16,64}\t\S{10,40}\t)([A-Za-z0-9+/]{40,2000}={0,2})(?![\w+/])/iy,
    accepts: isRandom,
  },
  {
    kind: 'stored-secret',
    beginnings: ['"type', "'type", '"permissions', 'vault.azure.net/secrets/'],
    pattern:
      /(?:["']type\\?["']\s?:\s?\\?["']SecureString\\?["'],\s{0,80}\\?["']value|["']permissions["']\s?:\s?["']full["'],\s{0,80}["']value|vault\.azure\.net\/secrets\/[^"\n]{1,200}["'],[^{}]{0,400}?["']value)\\?["']\s?:\s?\\?["']([^"'\\\n]{4,4096})/iy,
  },
  {
    kind: 'stored-secret',
    beginnings: ['random_password'],
    pattern:
      /random_password\b[^]{0,400}?["']?\b(?:result|bcrypt_hash)["']?\s{0,8}[:=]\s{0,8}\\?"([^"\\\n]{4,200})\\?"/y,
  },
  {
    kind: 'vault-unseal-key',
    beginnings: ['unseal key'],
    pattern: /unseal key \d{1,2}[^\n:]{0,30}:\s{0,8}([A-Za-z0-9+/]{40,70}={0,2})/iy,
  },
  {
    kind: 'one-time-secret',
    beginnings: ['setup key', 'secret key', 'entry key', 'key manually'],
    pattern:
      /(?:[Ss]etup|[Ss]ecret|[Ee]ntry) [Kk]ey\b[^\n:]{0,30}:\s{0,5}["'`]?((?:[A-Z2-7]{4}[ -]?){4,16})(?![A-Za-z])/y,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    kind: 'recovery-codes',
    beginnings: ['recovery code', 'backup code', 'scratch code', 'recovery-code', 'backup-code'],
    pattern:
      /(?:recovery|backup|scratch)[ -]codes?\b[^\n]{0,60}:\s{0,4}\n((?:[ \t>*|-]{0,6}(?:\d{1,2}[.)][ \t])?(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9]{4,10}(?:[- ][A-Za-z0-9]{4,8}){0,3}[ \t|]{0,4}(?:\r?\n|$)){2,20})/iy,
  },
  {
    kind: 'private-key',
    beginnings: ['private-lines:'],
    pattern: /Private-Lines: \d{1,3}((?:(?:\r?\n|\\n)[A-Za-z0-9+/]{1,64}={0,2}(?=\s|\\n|["']|$)){1,80})/y,
    accepts: (secret) => secret.length >= 40,
  },
  {
    kind: 'private-key',
    beginnings: ['wg genkey', 'wg genpsk', 'master.key'],
    pattern:
      /(?:\bwg gen(?:key|psk)\r?\n(?=[A-Za-z0-9+/]{43}=)|\bmaster\.key\b[^\n]{0,40}\n(?:`{3}\w{0,10}\n)?(?=[a-f0-9]{32}\b))([A-Za-z0-9+/]{32,43}=?)/y,
  },
  {
    kind: 'cookie',
    beginnings: ['\ttrue\t', '\tfalse\t'],
    pattern: /\t(?:TRUE|FALSE)\t\S{1,200}\t(?:TRUE|FALSE)\t\d{1,12}\t[^\t\n]{1,100}\t(\S{12,4096})/y,
    accepts: isRandom,
  },
  {
    kind: 'cookie',
    beginnings: ['"name"'],
    pattern:
      /"name"\s?:\s?"[\w.-]{0,40}(?:sess|sid|auth|jwt|remember|csrf)[\w.-]{0,40}"\s?,\s{0,40}"value"\s?:\s?"([^"\s]{16,4096})"/iy,
    accepts: isRandom,
  },
  {
    kind: 'authorization-header',
    beginnings: ['response="', 'response=\\"'],
    needs: /digest/i,
    pattern: /\bresponse=\\?"([a-f0-9]{32,64})\\?"/y,
  },
  {
    kind: 'link-secret',
    beginnings: ['/reset', '/password', '/invite', '/activate', '/magic', '/confirm', '/verify-email'],
    pattern:
      /\/(?:reset(?:-password)?|password[-/]reset|invites?|invitations?|activate|magic(?:-link)?|confirm(?:-email)?|verify-email)\/([\w-]{24,200})(?![\w./-])/y,
    accepts: (secret) => isRandom(secret) && !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}/i.test(secret),
  },
]
