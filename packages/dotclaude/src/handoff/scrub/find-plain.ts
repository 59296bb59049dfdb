// All secrets that stand in a text as they are, before anybody looks behind encodings or broken lines.
import { createScan } from './beginnings.ts'
import { findAddresses } from './find-addresses.ts'
import { findAssignments, NAME_BEGINNINGS } from './find-assignments.ts'
import { findBlocks, KEY_BEGINNINGS } from './find-blocks.ts'
import { findForms, FORM_BEGINNINGS } from './find-forms.ts'
import { findHeaders, HEADER_BEGINNINGS } from './find-headers.ts'
import { findSaid, SAYING_BEGINNINGS } from './find-said.ts'
import { findTabled, TABLE_BEGINNINGS } from './find-tabled.ts'
import type { Span } from './secret-form.ts'

const scan = createScan([
  KEY_BEGINNINGS,
  FORM_BEGINNINGS,
  HEADER_BEGINNINGS,
  NAME_BEGINNINGS,
  SAYING_BEGINNINGS,
  TABLE_BEGINNINGS,
])

/** In no order; spans of different finders may overlap. The first finder's word on the kind counts most. */
export function findPlain(text: string): readonly Span[] {
  const [keys, forms, headers, names, said, tables] = scan(text)
  return [
    ...findBlocks(text, keys),
    ...findForms(text, forms),
    ...findAddresses(text),
    ...findHeaders(text, headers),
    ...findAssignments(text, names),
    ...findSaid(text, said),
    ...findTabled(text, tables),
  ]
}
