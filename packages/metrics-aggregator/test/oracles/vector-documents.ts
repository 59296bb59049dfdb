/** Every vector as a document for the independent readers, with what we make of it. */
import { PROTOBUF_GROUPS } from '../conformance/protobuf/groups.ts'
import { bytesOf } from '../conformance/vector.ts'
import { VECTOR_GROUPS } from '../conformance/vectors.ts'
import type { Document } from './oracle.ts'

export interface VectorDocument extends Document {
  /** `group: title`, unique within a format. */
  readonly title: string
  /** `ok`, or the code with which we refuse the document. */
  readonly verdict: string
}

const LINE_DOCUMENTS: readonly VectorDocument[] = VECTOR_GROUPS.flatMap(
  ({ format, escaping, group, vectors }) =>
    vectors.map(({ title, body, verdict }) => ({
      title: `${group}: ${title}`,
      format,
      body: bytesOf(body),
      hasQuotedNames: escaping === 'allow-utf-8',
      verdict: verdict.accepted ? 'ok' : verdict.code,
    })),
)

/** Those without limits of ours, which no other reader has. */
const PROTOBUF_DOCUMENTS: readonly VectorDocument[] = PROTOBUF_GROUPS.flatMap(({ group, vectors }) =>
  vectors
    .filter(({ limits }) => limits === undefined)
    .map(({ title, body, verdict }) => ({
      title: `${group}: ${title}`,
      format: 'protobuf',
      body,
      verdict: verdict.accepted ? 'ok' : verdict.code,
    })),
)

export const VECTOR_DOCUMENTS: readonly VectorDocument[] = [...LINE_DOCUMENTS, ...PROTOBUF_DOCUMENTS]
