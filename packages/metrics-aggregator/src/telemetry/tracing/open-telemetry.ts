/**
 * Traces by the SDK of OpenTelemetry, which is bundled into a file of its own with this one. Nothing here touches what is
 * global: neither the SDK's registry nor its variables. Names follow the semantic conventions for HTTP (1.37).
 */
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span, Tracer } from '@opentelemetry/api'
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core'
import type { ExportResult } from '@opentelemetry/core'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { ReadableSpan, Sampler, SpanExporter } from '@opentelemetry/sdk-trace'
import type { RequestTrace, TargetTrace, TracedRequest, TracedTarget, Tracing } from './tracing.ts'

export interface TracingOptions {
  readonly exporter: 'console' | 'otlp'
  readonly protocol: 'http/json' | 'http/protobuf'
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly resource: Readonly<Record<string, string>>
  readonly sampler: SamplerOptions
  /** Called when spans could not be sent, not more than once a minute. */
  readonly onLoss: (detail: string) => void
}

export interface SamplerOptions {
  /** The share of traces without a parent that are kept. */
  readonly ratio: number
  /** A trace with a parent is kept if its parent is. */
  readonly isParentBased: boolean
}

const DELAY_MS = 1_000
const STOP_MS = 2_000
const LOSS_TOLD_MS = 60_000
/** Spans that wait for their receiver; more are dropped. */
const QUEUE_MAX = 2_048

const propagator = new W3CTraceContextPropagator()

export function startTracing(options: TracingOptions): Tracing {
  const processor = new BatchSpanProcessor({
    exporter: tellingLoss(exporterOf(options), options.onLoss),
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: options.timeoutMs,
    maxQueueSize: QUEUE_MAX,
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes(options.resource),
    sampler: samplerOf(options.sampler),
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('metrics-aggregator', options.resource['service.version'])
  return {
    startRequest: (request) => startRequest(tracer, request),
    stop: async () => {
      const late = new Promise<void>((resolve) => void setTimeout(resolve, STOP_MS).unref())
      await Promise.race([provider.shutdown().catch(() => undefined), late])
    },
  }
}

function exporterOf(options: TracingOptions): SpanExporter {
  const { exporter, protocol, endpoint, headers, timeoutMs } = options
  if (exporter === 'console') return new ConsoleSpanExporter()
  const Exporter = protocol === 'http/json' ? JsonExporter : ProtobufExporter
  return new Exporter({ url: endpoint, headers: { ...headers }, timeoutMillis: timeoutMs })
}

function tellingLoss(exporter: SpanExporter, onLoss: (detail: string) => void): SpanExporter {
  let toldAt = -LOSS_TOLD_MS
  const take = ({ code, error }: ExportResult): void => {
    if (code === ExportResultCode.SUCCESS || performance.now() - toldAt < LOSS_TOLD_MS) return
    toldAt = performance.now()
    // Of a refusal the message holds what the receiver said.
    onLoss(error === undefined ? 'no reason' : `${error.name}: ${error.message}`)
  }
  return {
    export: (spans: ReadableSpan[], done: (result: ExportResult) => void) =>
      exporter.export(spans, (result) => {
        take(result)
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
  }
}

function samplerOf({ ratio, isParentBased }: SamplerOptions): Sampler {
  const root = rootSamplerOf(ratio)
  return isParentBased ? new ParentBasedSampler({ root }) : root
}

function rootSamplerOf(ratio: number): Sampler {
  if (ratio === 1) return new AlwaysOnSampler()
  return ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio)
}

function startRequest(tracer: Tracer, request: TracedRequest): RequestTrace {
  const { method, path, route, scheme, headers } = request
  const parent = propagator.extract(ROOT_CONTEXT, headers, {
    keys: (carrier) => Object.keys(carrier),
    get: (carrier, key) => carrier[key],
  })
  const span = tracer.startSpan(
    `${method} ${route}`,
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'url.path': path,
        'url.scheme': scheme,
        ...addressOf(headers['host']),
        ...(typeof headers['user-agent'] === 'string' && { 'user_agent.original': headers['user-agent'] }),
      },
    },
    parent,
  )
  const context = trace.setSpan(parent, span)
  return {
    traceId: span.spanContext().traceId,
    startTarget: (target) => startTarget(tracer, target, context),
    end: (status) => endRequest(span, status),
  }
}

function addressOf(host: string | string[] | undefined): Record<string, string | number> {
  if (typeof host !== 'string' || !URL.canParse(`http://${host}/`)) return {}
  const { hostname, port } = new URL(`http://${host}/`)
  return { 'server.address': hostname, ...(port !== '' && { 'server.port': Number(port) }) }
}

function endRequest(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status)
  // What the client did wrong is no error of a server's span.
  if (status >= 500) {
    span.setAttribute('error.type', String(status))
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

function startTarget(tracer: Tracer, { name, url }: TracedTarget, parent: Context): TargetTrace {
  const { hostname, port, protocol } = new URL(url)
  const isSocket = protocol === 'unix:'
  const startTime = Date.now()
  const span = tracer.startSpan(
    'GET',
    {
      kind: SpanKind.CLIENT,
      startTime,
      attributes: {
        'http.request.method': 'GET',
        'url.full': url,
        'server.address': isSocket ? new URL(url).pathname : hostname,
        ...(!isSocket && { 'server.port': Number(port) || (protocol === 'https:' ? 443 : 80) }),
        'metrics_aggregator.target': name,
      },
    },
    parent,
  )
  const headers: Record<string, string> = {}
  propagator.inject(trace.setSpan(parent, span), headers, {
    set: (carrier, key, value) => {
      carrier[key] = value
    },
  })
  return {
    headers,
    end: ({ durationMs, status, code }) => {
      if (status !== undefined) span.setAttribute('http.response.status_code', status)
      if (code !== undefined) {
        span.setAttribute('error.type', code)
        span.setStatus({ code: SpanStatusCode.ERROR })
      }
      span.end(startTime + durationMs)
    },
  }
}
