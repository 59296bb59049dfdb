// Traces as OTLP writes them in protobuf, read by a library that is not ours into the shape that OTLP gives them in JSON.
// The message definitions restate the field numbers of opentelemetry.proto, without events and links.
import protobuf from 'protobufjs'

const DEFINITIONS = `
syntax = "proto3";
message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
message KeyValue { string key = 1; AnyValue value = 2; }
message Resource { repeated KeyValue attributes = 1; }
message Status { string message = 2; uint32 code = 3; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5; uint32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9; Status status = 15;
  fixed32 flags = 16;
}
message Scope { string name = 1; string version = 2; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
message Request { repeated ResourceSpans resource_spans = 1; }
`

const REQUEST = protobuf.parse(DEFINITIONS).root.lookupType('Request')

/** Throws where the library finds the body broken. */
export function tracesAsJson(body: Uint8Array): string {
  const request = REQUEST.toObject(REQUEST.decode(body), { longs: String, arrays: true, objects: true })
  // Identifiers are bytes there, and hexadecimal in JSON.
  return JSON.stringify(request, (_, value: unknown) => (isJsonOfBytes(value) ? hexOf(value) : value))
}

/** What a Buffer says of itself before a replacer sees it. */
interface JsonOfBytes {
  readonly type: 'Buffer'
  readonly data: readonly number[]
}

const isJsonOfBytes = (value: unknown): value is JsonOfBytes =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'

const hexOf = ({ data }: JsonOfBytes): string => Buffer.from(data).toString('hex')
