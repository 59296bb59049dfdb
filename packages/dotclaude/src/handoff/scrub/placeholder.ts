// What stands where a secret stood: its kind and a number, the same for the same secret, so that a reader can still tell
// which of two keys was meant.

/** The brackets are rare in texts and mean nothing to Markdown, shells, JSON or tags. */
const FORM = /⟦[a-z0-9][a-z0-9-]{0,48}#\d{1,6}⟧/

const ALL: RegExp = new RegExp(FORM.source, 'g')

export function placeholderOf(kind: string, number: number): string {
  return `⟦${kind}#${number}⟧`
}

export function hasPlaceholder(text: string): boolean {
  return text.includes('⟦') && FORM.test(text)
}

/** Where placeholders stand in a text: what is there has been scrubbed already. */
export function placeholdersIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!text.includes('⟦')) return []
  return [...text.matchAll(ALL)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
}
