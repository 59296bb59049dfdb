/**
 * Carries the body of an answer to its sink, chunk by chunk as the socket delivers it: undoes its content coding,
 * counts the bytes against the caps, and finds out whether the body is whole. Nothing is collected on the way.
 */
import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import type { ScrapeFailure } from '../errors/failure.ts'
import { BodyMeter } from './body-meter.ts'
import type { BodyLimits } from './body-meter.ts'
import { createDecoder } from './decode-body.ts'
import type { Encoding } from './decode-body.ts'
import type { ExpectedBody } from './judge-response.ts'
import { takeReads } from './open-connection.ts'

export interface BodyTransfer {
  readonly response: IncomingMessage
  readonly expected: ExpectedBody
  readonly limits: BodyLimits
  /** A failure ends the transfer. */
  readonly write: (chunk: Uint8Array) => ScrapeFailure | undefined
  /** Called with the failure or, once the whole body was written, without. Only the first call counts. */
  readonly done: (failure?: ScrapeFailure) => void
}

export interface BodyReceiver {
  /** The connection broke: whatever came so far is not the whole body. */
  breakOff(): void
  /** Nobody wants the rest. */
  stop(): void
}

/**
 * Reading past Node's HTTP parser spares a copy and costs the connection, since the parser never sees the answer end.
 * More than one read takes, so that no connection is kept whose reads are taken.
 */
const TAKEN_BYTES_MIN = 262_144

export function receiveBody(transfer: BodyTransfer): BodyReceiver {
  const { response, expected, done } = transfer
  const meter = new BodyMeter(transfer.limits)
  const breakOff = (): void => done(truncated(meter.bytesReceived, expected))
  // An answer that is cut shows as an error of the response; listening for it also keeps it from being thrown.
  response.on('error', breakOff)
  if (expected.encoding === 'identity') {
    receivePlain(transfer, meter)
    return { breakOff, stop: () => undefined }
  }
  return { breakOff, stop: receiveEncoded(transfer, meter, expected.encoding) }
}

function truncated(bytes: number, { bytesExpected }: ExpectedBody): ScrapeFailure {
  const facts = bytesExpected === undefined ? { bytes } : { bytes, bytesExpected }
  return { code: 'SCRAPE_TRUNCATED', facts }
}

function receivePlain({ response, expected, write, done }: BodyTransfer, meter: BodyMeter): void {
  const take = (chunk: Uint8Array): void => {
    const failure = meter.addBody(chunk.length) ?? write(chunk)
    if (failure !== undefined) done(failure)
  }
  // What came in one read with the head, and everything where the length is not known.
  response.on('data', take)
  response.on('end', () => done())
  const { bytesExpected } = expected
  if (bytesExpected === undefined || bytesExpected < TAKEN_BYTES_MIN) return
  takeReads(response, (chunk) => {
    take(chunk)
    if (meter.bytesReceived === bytesExpected) done()
    else if (meter.bytesReceived > bytesExpected) done(truncated(meter.bytesReceived, expected))
  })
}

/** Returns what stops the decoder. */
function receiveEncoded(
  transfer: BodyTransfer,
  meter: BodyMeter,
  encoding: Exclude<Encoding, 'identity'>,
): () => void {
  let decoder: Transform | undefined
  let isStopped = false
  const start = async (): Promise<void> => {
    // The response keeps its body back until somebody listens for data, so nothing is lost while zlib loads.
    decoder = await createDecoder(encoding)
    if (isStopped) decoder?.destroy()
    else if (decoder === undefined) transfer.done({ code: 'SCRAPE_ENCODING', facts: { encoding } })
    else connect(transfer, meter, decoder)
  }
  void start()
  return () => {
    isStopped = true
    decoder?.destroy()
  }
}

function connect(
  { response, expected, write, done }: BodyTransfer,
  meter: BodyMeter,
  decoder: Transform,
): void {
  decoder.on('data', (chunk: Uint8Array) => {
    const failure = meter.addBody(chunk.length) ?? write(chunk)
    if (failure !== undefined) done(failure)
  })
  decoder.on('end', () => done())
  decoder.on('error', (error: NodeJS.ErrnoException) => {
    const isCut = error.code === 'Z_BUF_ERROR'
    done(isCut ? truncated(meter.bytesReceived, expected) : brokenEncoding(expected))
  })
  decoder.on('drain', () => response.resume())
  response.on('data', (chunk: Uint8Array) => {
    const failure = meter.addWire(chunk.length)
    if (failure !== undefined) done(failure)
    // The decoder works on another thread; without a pause a fast target would pile up chunks before it.
    else if (!decoder.write(chunk)) response.pause()
  })
  response.on('end', () => decoder.end())
}

function brokenEncoding({ encoding }: ExpectedBody): ScrapeFailure {
  return { code: 'SCRAPE_ENCODING', facts: { encoding } }
}
