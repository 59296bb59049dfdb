// All secrets that stand in a text as they are, before anybody looks behind encodings or broken lines.
import { findAddresses } from './find-addresses.ts'
import { findAssignments } from './find-assignments.ts'
import { findBlocks } from './find-blocks.ts'
import { findForms } from './find-forms.ts'
import { findHeaders } from './find-headers.ts'
import { findSaid } from './find-said.ts'
import { findTabled } from './find-tabled.ts'
import type { Span } from './secret-form.ts'

/** In no order; spans of different finders may overlap. The first finder's word on the kind counts most. */
export function findPlain(text: string): readonly Span[] {
  return [
    ...findBlocks(text),
    ...findForms(text),
    ...findAddresses(text),
    ...findHeaders(text),
    ...findAssignments(text),
    ...findSaid(text),
    ...findTabled(text),
  ]
}
