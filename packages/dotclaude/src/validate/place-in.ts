// Where a value of a document stands. A diagnostic about a document always has a line, also when the value is absent.
import type { Place } from '../diagnostics/diagnostic.ts'
import type { JsonDocument } from '../repo/json-document.ts'

/** The value's place, or that of the nearest value around it; the first line where there is none. */
export function placeIn(file: string, document: JsonDocument | undefined, pointer: string): Place {
  return { file, ...(document?.place(pointer) ?? { line: 1, column: 1 }), pointer }
}

/** Where the document breaks off being a document. */
export function firstErrorIn(file: string, document: JsonDocument): Place {
  const { line, column } = document.errors[0] ?? { line: 1, column: 1 }
  return { file, line, column }
}
