// Certificates for tests of TLS, made anew with the openssl command: an authority, what it signs and what it revokes.
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'

export interface Certificate {
  /** Both in PEM form. */
  readonly cert: string
  readonly key: string
}

export interface CertificateOptions {
  /** As openssl writes it: `DNS:localhost,IP:127.0.0.1`. */
  readonly names?: string
  readonly isExpired?: boolean
}

export interface Authority extends Certificate {
  readonly sign: (options?: CertificateOptions) => Certificate
  /** The list, in PEM form, that revokes this one certificate. */
  readonly revoke: (certificate: Certificate) => string
}

const NEW_KEY = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'

const NEVER = '491231000000Z'
const LONG_AGO = '260101000000Z'
const REVOCATIONS = '[ca]\ndefault_ca=here\n[here]\ndatabase=index\ndefault_md=sha256\ndefault_crl_days=30\n'

/** Its files are there until the test ends, or until whoever asks says so. */
export function makeAuthority(atTheEnd: (remove: () => void) => void = onTestFinished): Authority {
  const tree = makeTempTree()
  atTheEnd(tree.remove)
  const openssl = (words: string): void =>
    void execFileSync('openssl', words.split(' '), { cwd: tree.root, stdio: 'pipe' })
  const contents = (name: string): Certificate => ({
    cert: readFileSync(join(tree.root, `${name}.pem`), 'utf8'),
    key: readFileSync(join(tree.root, `${name}.key`), 'utf8'),
  })
  openssl(`req -x509 ${NEW_KEY} -subj /CN=authority -keyout ca.key -out ca.pem`)
  let signed = 0
  const sign: Authority['sign'] = ({ names = 'DNS:localhost,IP:127.0.0.1', isExpired = false } = {}) => {
    signed += 1
    const name = `leaf-${signed}`
    const days = isExpired ? -1 : 2
    tree.write({ extensions: `subjectAltName=${names}\nbasicConstraints=critical,CA:FALSE\n` })
    openssl(`req ${NEW_KEY} -subj /CN=leaf -keyout ${name}.key -out ${name}.csr`)
    openssl(
      `x509 -req -in ${name}.csr -out ${name}.pem -extfile extensions -CA ca.pem -CAkey ca.key -CAcreateserial -days ${days}`,
    )
    return contents(name)
  }
  const revoke: Authority['revoke'] = ({ cert }) => {
    const { serialNumber } = new X509Certificate(cert)
    tree.write({
      index: `R\t${NEVER}\t${LONG_AGO}\t${serialNumber}\tunknown\t/CN=leaf\n`,
      'crl.cnf': REVOCATIONS,
    })
    openssl('ca -gencrl -config crl.cnf -cert ca.pem -keyfile ca.key -out crl.pem')
    return readFileSync(join(tree.root, 'crl.pem'), 'utf8')
  }
  return { ...contents('ca'), sign, revoke }
}
