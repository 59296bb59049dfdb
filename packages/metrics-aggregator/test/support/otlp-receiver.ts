// A receiver of traces as a collector has one: OTLP over HTTP with bodies in protobuf or JSON, on loopback, until the test
// ends.
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { tracesAsJson } from './otlp-protobuf.ts'

export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  /** 2 for a server's, 3 for a client's. */
  readonly kind: number
  /** In seconds. */
  readonly duration: number
  readonly isError: boolean
  readonly attributes: Readonly<Record<string, string | number>>
  readonly resource: Readonly<Record<string, string | number>>
}

export interface OtlpReceiver {
  readonly endpoint: string
  readonly spans: readonly ReceivedSpan[]
  readonly headers: readonly IncomingHttpHeaders[]
}

const PROTOBUF = 'application/x-protobuf'

export async function startOtlpReceiver(status = 200): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const headers: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      headers.push(request.headers)
      const type = request.headers['content-type'] ?? ''
      const body = Buffer.concat(chunks)
      if (request.url === '/v1/traces' && request.method === 'POST') spans.push(...spansOf(type, body))
      // An answer without fields: everything was taken.
      response.writeHead(status, { 'Content-Type': type }).end(type === PROTOBUF ? '' : '{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, spans, headers }
}

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string }
}

interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

interface Span extends Omit<ReceivedSpan, 'attributes' | 'resource' | 'duration' | 'isError'> {
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly status: { readonly code?: number }
}

const STATUS_ERROR = 2
const NANOSECONDS = 1_000_000_000n

function spansOf(type: string, body: Uint8Array): ReceivedSpan[] {
  const text = type === PROTOBUF ? tracesAsJson(body) : Buffer.from(body).toString()
  const { resourceSpans } = JSON.parse(text) as Body
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, kind, status, ...span }) => ({
        traceId,
        spanId,
        ...(parentSpanId !== undefined && { parentSpanId }),
        name,
        kind,
        duration: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / Number(NANOSECONDS),
        isError: status.code === STATUS_ERROR,
        attributes: valuesOf(span.attributes),
        resource: valuesOf(resource.attributes),
      })),
    ),
  )
}

function valuesOf(attributes: readonly Attribute[]): Record<string, string | number> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  )
}
