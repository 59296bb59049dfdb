// Reads from Markdown what the tidy tests ask for: its text without code, its relative links, and the anchors that its
// headings make. Only the Markdown that this repository writes; it is no general reader.

const FENCE = /^(```+|~~~+)[^]*?^\1$/gm

export function withoutFences(markdown: string): string {
  return markdown.replaceAll(FENCE, '')
}

/** The targets of links and images that point into the repository, as written: `docs/a.md#part`, `#part`. */
export function relativeLinks(markdown: string): string[] {
  const prose = withoutFences(markdown).replaceAll(/`[^`\n]*`/g, '')
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
  const references = [...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)]
  return [...inline, ...references]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z][a-z+.-]*:/i.test(link))
}

/** As GitHub makes them: lower case, punctuation dropped, blanks to hyphens, repeats numbered. */
export function anchors(markdown: string): string[] {
  const seen = new Map<string, number>()
  return [...withoutFences(markdown).matchAll(/^#{1,6} +(.+?) *#*$/gm)].map((match) => {
    const base = (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    const repeats = seen.get(base) ?? 0
    seen.set(base, repeats + 1)
    return repeats === 0 ? base : `${base}-${repeats}`
  })
}

/** The contents of inline code spans outside fences. */
export function codeSpans(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
}
