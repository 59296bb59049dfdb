/** What the README says of memory, in mebibytes. */
import { readFileSync } from 'node:fs'

const README = new URL('../../README.md', import.meta.url)

export interface MemoryFigures {
  /** Four real exporters. */
  readonly small: number
  /** Three containers of 10,000 series each. */
  readonly large: number
}

export function memoryFigures(): MemoryFigures {
  const text = readFileSync(README, 'utf8').replaceAll(/\s+/g, ' ')
  const [small, large, ...others] = [...text.matchAll(/below (\d+) MiB/g)].map(([, figure]) => Number(figure))
  if (small === undefined || large === undefined || others.length > 0)
    throw new Error('the README should name two figures')
  return { small, large }
}
