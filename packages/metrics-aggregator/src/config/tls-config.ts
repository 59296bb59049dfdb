/**
 * What holds for one https target: what was said of it, and for what was not the settings of all targets. The one rule
 * between the files: a certificate is of no use without its key.
 */
import type { Finding } from '../errors/failure.ts'
import type { NamedFile, ServerConfig, TlsConfig } from './config.ts'
import type { Reading, Readings } from './read-settings.ts'
import { SETTINGS } from './settings.ts'
import type { JudgedTarget } from './targets.ts'

export function tlsConfigOf(target: JudgedTarget, readings: Readings): TlsConfig {
  const { options } = target
  const ca = fileOf(target, 'tls.ca_file') ?? fileOfSetting(readings.tlsCaFile)
  // A pair is one thing: the certificate of one and the key of another do not fit.
  const isOwnPair = options['tls.cert_file'] !== undefined || options['tls.key_file'] !== undefined
  const cert = isOwnPair ? fileOf(target, 'tls.cert_file') : fileOfSetting(readings.tlsCertFile)
  const key = isOwnPair ? fileOf(target, 'tls.key_file') : fileOfSetting(readings.tlsKeyFile)
  const serverName = options['tls.server_name']
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { serverName }),
    insecureSkipVerify: options['tls.insecure_skip_verify'] ?? readings.tlsSkipVerify.value,
  }
}

/** Options of a target that name a file. */
type FileOption =
  | 'tls.ca_file'
  | 'tls.cert_file'
  | 'tls.key_file'
  | 'bearer_token_file'
  | 'basic_auth.password_file'

export function fileOf(
  { options, sources, source }: JudgedTarget,
  option: FileOption,
): NamedFile | undefined {
  const path = options[option]
  return path === undefined ? undefined : { path, source: sources[option] ?? source }
}

function fileOfSetting({ value: path, source }: Reading<string>): NamedFile | undefined {
  return path === '' ? undefined : { path, source }
}

/** Of a target's own pair. */
export function judgeOwnPair(target: JudgedTarget): Finding[] {
  return judgePair(
    [fileOf(target, 'tls.cert_file'), 'tls.cert_file'],
    [fileOf(target, 'tls.key_file'), 'tls.key_file'],
  )
}

/** Of the pair for all targets. */
export function judgeTlsPair({ tlsCertFile, tlsKeyFile }: Readings): Finding[] {
  return judgePair(
    [fileOfSetting(tlsCertFile), SETTINGS.tlsCertFile.variable],
    [fileOfSetting(tlsKeyFile), SETTINGS.tlsKeyFile.variable],
  )
}

type Half = readonly [file: NamedFile | undefined, name: string]

function judgePair([cert, certName]: Half, [key, keyName]: Half): Finding[] {
  if ((cert === undefined) === (key === undefined)) return []
  const source = cert?.source ?? key?.source ?? ''
  const missing = cert === undefined ? certName : keyName
  return [{ code: 'CONFIG_TLS_PAIR_INCOMPLETE', facts: { source, missing } }]
}

/** What our own listener shows and asks for. */
export function serverTlsOf(readings: Readings): Pick<ServerConfig, 'tls' | 'bearerTokenFile'> {
  const cert = fileOfSetting(readings.serverTlsCert)
  const key = fileOfSetting(readings.serverTlsKey)
  const clientCa = fileOfSetting(readings.serverTlsClientCa)
  const bearerTokenFile = fileOfSetting(readings.serverTokenFile)
  const isSecure = cert !== undefined && key !== undefined
  return {
    ...(isSecure && { tls: { cert, key, ...(clientCa !== undefined && { clientCa }) } }),
    ...(bearerTokenFile !== undefined && { bearerTokenFile }),
  }
}

/** Authorities for clients are of no use without a certificate of our own. */
export function judgeServerTls({ serverTlsCert, serverTlsKey, serverTlsClientCa }: Readings): Finding[] {
  const cert = fileOfSetting(serverTlsCert)
  const pair = judgePair(
    [cert, SETTINGS.serverTlsCert.variable],
    [fileOfSetting(serverTlsKey), SETTINGS.serverTlsKey.variable],
  )
  if (serverTlsClientCa.value === '' || cert !== undefined || pair.length > 0) return pair
  const facts = { source: serverTlsClientCa.source, missing: SETTINGS.serverTlsCert.variable }
  return [{ code: 'CONFIG_TLS_PAIR_INCOMPLETE', facts }]
}
