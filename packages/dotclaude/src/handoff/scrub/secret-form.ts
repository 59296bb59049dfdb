// What the rows of the tables are: a form that means a secret wherever it stands, and a vendor's name that makes a secret of
// what is assigned to it. A row is data; how rows are searched for is find-forms.ts and find-vendor-values.ts.

/** A part of a text that is a secret, or holds one. Ends are exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly kind: string
}

export interface SecretForm {
  /** Names the kind in placeholders and reports. */
  readonly id: string
  /** The pattern is tried only where one of these stands; exact in case. With none it is searched for in every text. */
  readonly keywords: readonly string[]
  /** Sticky: it begins at the keyword, or where `keywordAfter` says. Without that flag it is searched for in the whole text. */
  readonly pattern: RegExp
  /**
   * So many characters after the beginning stands the keyword; of several the larger come first. Below zero where the
   * keyword stands before the secret and is no part of it.
   */
  readonly keywordAfter?: readonly number[]
  /** Bits per character that the match has at least. */
  readonly entropyMin?: number
  /** The keyword is a piece of ordinary words, so nothing that continues a word may stand before it. */
  readonly isBounded?: boolean
}

export interface VendorValue {
  readonly id: string
  /** In lower case; parts of the name that the value is assigned to. */
  readonly names: readonly string[]
  /** Of the whole value. */
  readonly value: RegExp
  readonly entropyMin?: number
}
