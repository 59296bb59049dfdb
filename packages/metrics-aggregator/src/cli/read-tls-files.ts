/**
 * Reads the PEM files that the configuration names for https targets, and says what is wrong with them before a scrape
 * meets it. Nothing that a file holds is ever repeated. Without such files nothing is loaded.
 */
import type { ConfigOutcome } from '../config/parse-config.ts'
import type { TlsFiles } from '../daemon.ts'
import type { Finding } from '../errors/failure.ts'

type ValidConfig = Extract<ConfigOutcome, { ok: true }>

interface PemFile {
  readonly part: keyof TlsFiles
  readonly path: string | undefined
  /** The variable or flag that names it. */
  readonly source: string
  readonly allowed: string
  /** What is wrong; nothing if it can be used. `earlier` holds the files before it that can. */
  readonly faultOf: (pem: string, earlier: TlsFiles) => Promise<string | undefined>
}

export interface ReadTlsFiles {
  readonly files: TlsFiles
  readonly findings: readonly Finding[]
}

export async function readTlsFiles(outcome: ValidConfig): Promise<ReadTlsFiles> {
  const findings: Finding[] = []
  const files: { -readonly [Part in keyof TlsFiles]: TlsFiles[Part] } = {}
  for (const { part, path, source, allowed, faultOf } of pemFilesOf(outcome)) {
    if (path === undefined) continue
    const read = await readText(path)
    const detail = 'text' in read ? await faultOf(read.text, files) : read.detail
    if (detail === undefined && 'text' in read) files[part] = read.text
    else
      findings.push({
        code: 'CONFIG_TLS_FILE_INVALID',
        facts: { source, path, detail: detail ?? '', allowed },
      })
  }
  return { files, findings }
}

/** The key comes last, because it is held against the certificate. */
function pemFilesOf({ config, readings }: ValidConfig): readonly PemFile[] {
  const { caFile, certFile, keyFile } = config.scrape.tls
  const { tlsCaFile, tlsCertFile, tlsKeyFile } = readings
  const certificates = { allowed: 'a PEM file with one or more certificates', faultOf: faultOfCertificates }
  const key = {
    allowed: 'a PEM file with the private key of the certificate, without a passphrase',
    faultOf: faultOfKey,
  }
  return [
    { part: 'ca', path: caFile, source: tlsCaFile.source, ...certificates },
    { part: 'cert', path: certFile, source: tlsCertFile.source, ...certificates },
    { part: 'key', path: keyFile, source: tlsKeyFile.source, ...key },
  ]
}

async function readText(path: string): Promise<{ readonly text: string } | { readonly detail: string }> {
  const { readFile } = await import('node:fs/promises')
  try {
    return { text: await readFile(path, 'latin1') }
  } catch (error) {
    return { detail: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' }
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/** Looked into here, because Node passes over authorities that it cannot decode without a word. */
async function faultOfCertificates(pem: string): Promise<string | undefined> {
  const { X509Certificate } = await import('node:crypto')
  const blocks = pem.match(CERTIFICATE) ?? []
  if (blocks.length === 0) return 'no certificate in PEM form'
  const bad = blocks.findIndex((block) => !succeeds(() => new X509Certificate(block)))
  return bad === -1 ? undefined : `certificate ${bad + 1} cannot be decoded`
}

async function faultOfKey(key: string, { cert }: TlsFiles): Promise<string | undefined> {
  const { createPrivateKey } = await import('node:crypto')
  if (!succeeds(() => createPrivateKey(key))) return 'no private key in PEM form, or one with a passphrase'
  // The certificate is absent where it is itself at fault.
  if (cert === undefined) return undefined
  const { createSecureContext } = await import('node:tls')
  return succeeds(() => createSecureContext({ cert, key })) ? undefined : 'it does not fit the certificate'
}

function succeeds(step: () => unknown): boolean {
  try {
    step()
    return true
  } catch {
    return false
  }
}
