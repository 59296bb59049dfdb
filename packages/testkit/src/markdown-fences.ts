// The fences of a Markdown page, section by section, with what their first line says of them. Words behind the language
// are orders to whoever runs the page (run-fences.ts); a fence without any is there to be read.

export interface Fence {
  readonly language: string
  /** `run` to an empty text, `file=api.prom` to what stands behind the sign. */
  readonly orders: ReadonlyMap<string, string>
  readonly body: string
  /** Of its first line in the page, from 1. */
  readonly line: number
}

export interface Section {
  readonly title: string
  readonly fences: readonly Fence[]
}

const FENCE_MARK = /^```(\w*)(.*)$/
const HEADING = /^##? (.+)$/

/** Sections begin at headings of the first and second level. */
export function sectionsOf(markdown: string): Section[] {
  const sections: { title: string; fences: Fence[] }[] = []
  let fence: (Fence & { readonly rows: string[] }) | undefined
  for (const [at, row] of markdown.split('\n').entries()) {
    const [isMark, language = '', words = ''] = FENCE_MARK.exec(row) ?? []
    if (fence !== undefined && isMark !== undefined) {
      const { rows, ...rest } = fence
      sections.at(-1)?.fences.push({ ...rest, body: rows.map((line) => `${line}\n`).join('') })
      fence = undefined
    } else if (fence !== undefined) fence.rows.push(row)
    else if (isMark !== undefined)
      fence = { language, orders: ordersOf(words), body: '', line: at + 1, rows: [] }
    else if (HEADING.test(row)) sections.push({ title: row.replace(HEADING, '$1'), fences: [] })
  }
  return sections
}

function ordersOf(words: string): ReadonlyMap<string, string> {
  const pairs = words.split(' ').filter((word) => word !== '')
  return new Map(
    pairs.map((word) => [word.replace(/=.*/, ''), word.includes('=') ? word.replace(/^.*?=/, '') : '']),
  )
}

/** The programs that a section asks for with `needs=curl,promtool`, in order. */
export function needsOf({ fences }: Section): string[] {
  return [...new Set(fences.flatMap(({ orders }) => orders.get('needs')?.split(',') ?? []))]
}
