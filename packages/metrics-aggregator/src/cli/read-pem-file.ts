/**
 * Judges PEM files that the configuration names, and says what is wrong with them before a handshake meets it. Nothing
 * that a file holds is ever repeated. What this needs of Node is loaded by the first file.
 */

export const PEM_ALLOWED = {
  certificates: 'a PEM file with one or more certificates',
  key: 'a PEM file with the private key of the certificate, without a passphrase',
} as const

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/**
 * What is wrong; nothing if they can be used. Looked into here, because Node passes over authorities that it cannot decode without a word.
 */
export async function faultOfCertificates(pem: string): Promise<string | undefined> {
  const { X509Certificate } = await import('node:crypto')
  const blocks = pem.match(CERTIFICATE) ?? []
  if (blocks.length === 0) return 'no certificate in PEM form'
  const bad = blocks.findIndex((block) => !succeeds(() => new X509Certificate(block)))
  return bad === -1 ? undefined : `certificate ${bad + 1} cannot be decoded`
}

export async function faultOfKey(key: string, cert: string | undefined): Promise<string | undefined> {
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
