// The name that somebody probably meant: the closest of the known ones by edits, if it is close enough to be a slip.

/** Undefined when nothing is near, or when the word is itself known. Of equally near names the first one wins. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const editsMax = Math.max(1, Math.floor(word.length / 3))
  let best: { readonly name: string; readonly edits: number } | undefined
  for (const name of names) {
    if (name === word) return undefined
    // The length alone rules most names out, which keeps long lists of files cheap.
    if (Math.abs(name.length - word.length) > editsMax) continue
    const edits = editsBetween(word.toLowerCase(), name.toLowerCase())
    if (edits <= editsMax && (best === undefined || edits < best.edits)) best = { name, edits }
  }
  return best?.name
}

/** Insertions, deletions, replacements and swaps of neighbours, each counted once (optimal string alignment). */
export function editsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const options = [
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      ]
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        options.push(at(beforeLast, column - 2) + 1)
      current.push(Math.min(...options))
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
