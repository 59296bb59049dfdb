/** A number with its noun: `1 finding`, `2 findings`, `0 findings`. */
export function amount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
