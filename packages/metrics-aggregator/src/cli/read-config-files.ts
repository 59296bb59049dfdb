/**
 * Reads the files that a configuration names: certificates, keys, tokens, passwords. Each is read once and judged before
 * a scrape or a client meets it. Nothing that a file holds is ever repeated. Without such files nothing is loaded.
 */
import type { Config, CredentialsConfig, NamedFile } from '../config/config.ts'
import type { ConfigFiles, ServerFiles, TargetFiles, TlsFiles } from '../daemon.ts'
import type { Finding } from '../errors/failure.ts'

export interface ReadConfigFiles {
  readonly files: ConfigFiles
  readonly findings: readonly Finding[]
  /** All that were looked at, in the order of their names in the configuration. */
  readonly paths: readonly string[]
}

export async function readConfigFiles(config: Config): Promise<ReadConfigFiles> {
  const reader = new FileReader()
  const targets = new Map<string, TargetFiles>()
  for (const { name, tls, credentials } of config.targets) {
    const files = await readTls(tls, reader)
    const authorization = credentials === undefined ? undefined : await authorizationOf(credentials, reader)
    targets.set(name, { tls: files, ...(authorization !== undefined && { authorization }) })
  }
  const server = await readServer(config.server, reader)
  return { files: { targets, server }, findings: reader.findings, paths: reader.paths }
}

async function readServer(
  { tls, bearerTokenFile }: Config['server'],
  reader: FileReader,
): Promise<ServerFiles> {
  const { cert, key, ca } = tls === undefined ? {} : await readTls({ ...tls, ca: tls.clientCa }, reader)
  const token = bearerTokenFile && (await reader.secret(bearerTokenFile))
  const isSecure = cert !== undefined && key !== undefined
  return {
    ...(isSecure && { tls: { cert, key, ...(ca !== undefined && { clientCa: ca }) } }),
    ...(token !== undefined && { token }),
  }
}

type Certificates = { readonly [Part in 'ca' | 'cert' | 'key']?: NamedFile | undefined }

async function readTls({ ca, cert, key }: Certificates, reader: FileReader): Promise<TlsFiles> {
  if (ca === undefined && cert === undefined) return {}
  const { faultOfCertificates, faultOfKey, PEM_ALLOWED } = await import('./read-pem-file.ts')
  const files: { -readonly [Part in keyof TlsFiles]: TlsFiles[Part] } = {}
  for (const [part, file] of [['ca', ca] as const, ['cert', cert] as const]) {
    const pem = file && (await reader.pem(file, PEM_ALLOWED.certificates, faultOfCertificates))
    if (pem !== undefined) files[part] = pem
  }
  // The key comes last, because it is held against the certificate.
  const pem = key && (await reader.pem(key, PEM_ALLOWED.key, (text) => faultOfKey(text, files.cert)))
  if (pem !== undefined) files.key = pem
  return files
}

async function authorizationOf(
  credentials: CredentialsConfig,
  reader: FileReader,
): Promise<string | undefined> {
  const secret = await reader.secret(credentials.file)
  if (secret === undefined) return undefined
  if (credentials.kind === 'bearer') return `Bearer ${secret}`
  return `Basic ${Buffer.from(`${credentials.username}:${secret}`).toString('base64')}`
}

/** Bundles of authorities have a few hundred kilobytes. */
const BYTES_MAX = 1_048_576

/** Remembers what it read, because targets share files, and what was wrong. */
class FileReader {
  readonly #texts = new Map<string, Promise<{ readonly text: string } | { readonly detail: string }>>()
  readonly #findings = new Map<string, Finding>()

  get findings(): readonly Finding[] {
    return [...this.#findings.values()]
  }

  get paths(): readonly string[] {
    return [...this.#texts.keys()]
  }

  async pem(
    { path, source }: NamedFile,
    allowed: string,
    faultOf: (pem: string) => Promise<string | undefined>,
  ): Promise<string | undefined> {
    const read = await this.#read(path)
    const detail = 'text' in read ? await faultOf(read.text) : read.detail
    if (detail === undefined && 'text' in read) return read.text
    return this.#refuse({
      code: 'CONFIG_TLS_FILE_INVALID',
      facts: { source, path, detail: detail ?? '', allowed },
    })
  }

  /** A token or a password: one line, the blanks around it left out. */
  async secret({ path, source }: NamedFile): Promise<string | undefined> {
    const read = await this.#read(path)
    const detail = 'text' in read ? faultOfSecret(read.text.trim()) : read.detail
    if (detail === undefined && 'text' in read) return read.text.trim()
    return this.#refuse({
      code: 'CONFIG_SECRET_FILE_INVALID',
      facts: { source, path, detail: detail ?? '' },
    })
  }

  async #read(path: string): Promise<{ readonly text: string } | { readonly detail: string }> {
    const { readTextFile } = await import('./read-text-file.ts')
    const known = this.#texts.get(path) ?? readTextFile(path, BYTES_MAX)
    this.#texts.set(path, known)
    return await known
  }

  #refuse(finding: Finding): undefined {
    // Settings for all targets are met once for each of them.
    this.#findings.set(JSON.stringify(finding), finding)
    return undefined
  }
}

function faultOfSecret(text: string): string | undefined {
  if (text === '') return 'it is empty'
  return /^[\u0021-\u007e]+(?: +[\u0021-\u007e]+)*$/.test(text)
    ? undefined
    : 'it is not one line of visible characters'
}
