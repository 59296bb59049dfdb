/**
 * A container written for Node: prom-client in OpenMetrics mode, with the families of its runtime and with exemplars.
 * Serves on the port and the address that it is given as its arguments.
 */
import { createServer } from 'node:http'
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { OpenMetricsContentType } from 'prom-client'

// prom-client's types know no argument of the constructor, and take the labels of exemplars from those of the series.
type LabelName = 'outcome' | 'trace_id'
const registry = new Registry<OpenMetricsContentType>()
registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
collectDefaultMetrics({ register: registry })

const orders = new Counter<LabelName>({
  name: 'shop_orders',
  help: 'Orders by outcome.\nA path such as "C:\\orders" must survive.',
  labelNames: ['outcome'],
  enableExemplars: true,
  registers: [registry],
})
const duration = new Histogram<LabelName>({
  name: 'shop_checkout_duration_seconds',
  help: 'Time of a checkout.',
  labelNames: ['outcome'],
  buckets: [0.01, 0.1, 1],
  enableExemplars: true,
  registers: [registry],
})

for (const [at, outcome] of ['paid', 'refused', '{"odd"}, # \\ value'].entries()) {
  const exemplarLabels = { trace_id: `trace-${at}` }
  orders.inc({ labels: { outcome }, value: at + 1, exemplarLabels })
  duration.observe({ labels: { outcome }, value: 0.05 * (at + 1), exemplarLabels })
}

const server = createServer((_request, response) => {
  registry.metrics().then(
    (page) => response.setHeader('content-type', registry.contentType).end(page),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})
server.listen(Number(process.argv[2]), process.argv[3])
