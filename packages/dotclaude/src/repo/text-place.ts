// Offsets of a text as lines and columns. Both count from 1, columns in UTF-16 code units, as editors and SARIF do.

export interface TextPlace {
  readonly line: number
  readonly column: number
}

export interface TextSpan extends TextPlace {
  readonly endLine: number
  /** The column after the last one. */
  readonly endColumn: number
}

export interface TextPlaces {
  at(offset: number): TextPlace
  span(offset: number, length: number): TextSpan
}

/** Finds the line breaks once, so that many places of one text are cheap. LF, CRLF and CR end a line. */
export function placesIn(text: string): TextPlaces {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)]
  const at = (offset: number): TextPlace => {
    const index = lastAtOrBefore(starts, offset)
    return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 }
  }
  return {
    at,
    span: (offset, length) => {
      const end = at(offset + length)
      return { ...at(offset), endLine: end.line, endColumn: end.column }
    },
  }
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
