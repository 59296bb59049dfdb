/** The settings for https targets as one value, and the one rule between them: a certificate is of no use without its key. */
import type { Finding } from '../errors/failure.ts'
import type { TlsConfig } from './config.ts'
import type { Readings } from './read-settings.ts'
import { SETTINGS } from './settings.ts'

export function tlsConfigOf({ tlsCaFile, tlsCertFile, tlsKeyFile, tlsSkipVerify }: Readings): TlsConfig {
  return {
    ...(tlsCaFile.value !== '' && { caFile: tlsCaFile.value }),
    ...(tlsCertFile.value !== '' && { certFile: tlsCertFile.value }),
    ...(tlsKeyFile.value !== '' && { keyFile: tlsKeyFile.value }),
    insecureSkipVerify: tlsSkipVerify.value,
  }
}

export function judgeTlsPair({ tlsCertFile, tlsKeyFile }: Readings): Finding[] {
  const hasCert = tlsCertFile.value !== ''
  const hasKey = tlsKeyFile.value !== ''
  if (hasCert === hasKey) return []
  const [given, missing] = hasCert ? [tlsCertFile, SETTINGS.tlsKeyFile] : [tlsKeyFile, SETTINGS.tlsCertFile]
  return [{ code: 'CONFIG_TLS_PAIR_INCOMPLETE', facts: { source: given.source, missing: missing.variable } }]
}
