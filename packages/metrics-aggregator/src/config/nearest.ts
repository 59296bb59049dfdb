/** Finds what was probably meant by a misspelt name: the known name with the fewest edits, if they are few. */

/** At most one edit for three characters; with more, the suggestion is more often wrong than right. */
const CHARACTERS_PER_EDIT = 3

export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let editsMin = Math.floor(name.length / CHARACTERS_PER_EDIT) + 1
  for (const candidate of known) {
    const edits = countEdits(name.toLowerCase(), candidate.toLowerCase())
    if (edits < editsMin) [nearest, editsMin] = [candidate, edits]
  }
  return nearest
}

/** Insertions, deletions, replacements, and swaps of neighbours (optimal string alignment). */
function countEdits(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      let edits = Math.min(
        cost(last, column) + 1,
        cost(current, column - 1) + 1,
        cost(last, column - 1) + (isSame ? 0 : 1),
      )
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (isSwap) edits = Math.min(edits, cost(beforeLast, column - 2) + 1)
      current.push(edits)
    }
    ;[beforeLast, last] = [last, current]
  }
  return cost(last, to.length)
}

/** Outside the table nothing is cheap. */
function cost(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
