// A model of our own on loopback, for real agents: it answers the first request of a session with one call of a tool and
// every later one with a word. It speaks the three protocols that the agents speak, and keeps what it was sent.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ToolCall {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface ModelServer {
  readonly url: string
  /** The bodies of all requests to the model, in order. */
  readonly requests: () => readonly string[]
  readonly close: () => Promise<void>
}

const REQUESTS_MAX = 12

export async function startModel(call: ToolCall): Promise<ModelServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const protocol = PROTOCOLS.find(({ path }) => path.test(request.url ?? ''))
      if (request.method !== 'POST' || protocol === undefined || requests.length >= REQUESTS_MAX)
        return response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
      requests.push(body)
      return protocol.answer(response, isFirst(body, protocol) ? call : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

interface Protocol {
  readonly path: RegExp
  /** What a request has once the tool was called. */
  readonly result: string
  readonly answer: (response: ServerResponse, call: ToolCall | undefined) => void
}

/** Side requests, for a title or a summary, offer no tools and get a word. */
function isFirst(body: string, { result }: Protocol): boolean {
  const { tools } = JSON.parse(body) as { tools?: unknown[] }
  return (tools?.length ?? 0) > 0 && !body.includes(result)
}

type Event = Readonly<Record<string, unknown>>

function stream(response: ServerResponse, events: readonly Event[], isNamed: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events)
    response.write(`${isNamed ? `event: ${String(event['type'])}\n` : ''}data: ${JSON.stringify(event)}\n\n`)
  response.end()
}

const WORD = 'Done.'

const PROTOCOLS: readonly Protocol[] = [
  {
    path: /\/v1\/messages/,
    result: '"tool_result"',
    answer: (response, call) => stream(response, messageEvents(call), true),
  },
  {
    path: /\/responses/,
    result: '_call_output"',
    answer: (response, call) => stream(response, responseEvents(call), true),
  },
  {
    path: /:(stream)?[gG]enerateContent/,
    result: '"functionResponse"',
    answer: (response, call) => stream(response, [contentOf(call)], false),
  },
]

function messageEvents(call: ToolCall | undefined): readonly Event[] {
  const block = call
    ? { type: 'tool_use', id: 'toolu_1', name: call.name, input: {} }
    : { type: 'text', text: '' }
  const delta = call
    ? { type: 'input_json_delta', partial_json: JSON.stringify(call.input) }
    : { type: 'text_delta', text: WORD }
  const usage = { input_tokens: 1, output_tokens: 1 }
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'test', content: [], usage }
  return [
    { type: 'message_start', message: { ...message, stop_reason: null, stop_sequence: null } },
    { type: 'content_block_start', index: 0, content_block: block },
    { type: 'content_block_delta', index: 0, delta },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: call ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage,
    },
    { type: 'message_stop' },
  ]
}

function responseEvents(call: ToolCall | undefined): readonly Event[] {
  const item = call
    ? callItem(call)
    : { type: 'message', role: 'assistant', id: 'm1', content: [{ type: 'output_text', text: WORD }] }
  const usage = { input_tokens: 1, input_tokens_details: null, output_tokens: 1, output_tokens_details: null, total_tokens: 2 } // prettier-ignore
  return [
    { type: 'response.created', response: { id: 'r1' } },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: { id: 'r1', usage } },
  ]
}

/** A tool whose input is one text is called in another way. */
function callItem({ name, input }: ToolCall): Event {
  return typeof input['input'] === 'string'
    ? { type: 'custom_tool_call', id: 'c1', call_id: 'call_1', name, input: input['input'] }
    : { type: 'function_call', id: 'f1', call_id: 'call_1', name, arguments: JSON.stringify(input) }
}

function contentOf(call: ToolCall | undefined): Event {
  const part = call ? { functionCall: { id: 'f1', name: call.name, args: call.input } } : { text: WORD }
  return {
    candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  }
}
