/** Targets for the options: each is asked for `/with` by the target that has the option, and for `/without` by the other. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeAuthority } from '../../support/certificates.ts'
import { httpAnswer, startRawTarget } from '../../support/raw-target.ts'
import { startSecureTarget } from '../../support/secure-target.ts'

export interface Target {
  /** Without a path. */
  readonly origin: string
  /** The heads of the requests that came. */
  readonly requests: readonly string[]
}

/** Files that the target's options name are written to the folder. */
export type StartTarget = (folder: string) => Promise<Target>

export function saying(...answer: Parameters<typeof httpAnswer>): StartTarget {
  return async () => {
    const { url, requests } = await startRawTarget((socket) => void socket.end(httpAnswer(...answer)))
    return { origin: url.origin, requests }
  }
}

/** Answers the one without the option once the one with it has given up, so that no clock decides. */
export function silentToFirst(body: string): StartTarget {
  return async () => {
    let giveUp = (): void => undefined
    const hasGivenUp = new Promise<void>((resolve) => (giveUp = resolve))
    const { url, requests } = await startRawTarget((socket, head) => {
      if (head.startsWith('GET /with ')) socket.on('close', giveUp)
      else void hasGivenUp.then(() => socket.end(httpAnswer(body)))
    })
    return { origin: url.origin, requests }
  }
}

/** Beside another target, one at `app.sock` in the folder. */
export function onSocket(body: string, beside: StartTarget): StartTarget {
  return async (folder) => {
    const server = createServer((_, response) => void response.end(body))
    await new Promise<void>((resolve) => server.listen(join(folder, 'app.sock'), resolve))
    onTestFinished(() => void server.close())
    return beside(folder)
  }
}

interface SecureOptions {
  readonly names?: string
  /** Whether it asks for certificates. */
  readonly isMutual?: boolean
}

/** Writes `ca.pem`, whom it trusts and is signed by, and `cert.pem` with `key.pem`, which it takes. */
export function secure({ names, isMutual = false }: SecureOptions = {}): StartTarget {
  return async (folder) => {
    const authority = makeAuthority()
    const client = authority.sign()
    writeFileSync(join(folder, 'ca.pem'), authority.cert)
    writeFileSync(join(folder, 'cert.pem'), client.cert)
    writeFileSync(join(folder, 'key.pem'), client.key)
    const { url } = await startSecureTarget({
      ...authority.sign(names === undefined ? {} : { names }),
      ...(isMutual && { ca: authority.cert, requestCert: true, rejectUnauthorized: true }),
    })
    return { origin: url.origin, requests: [] }
  }
}
