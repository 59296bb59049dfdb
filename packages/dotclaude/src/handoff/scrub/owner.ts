// What a string of a value belongs to.

export interface Owner {
  /** The key that the string stands under, directly or in a list. */
  readonly key: string
  readonly object: Readonly<Record<string, unknown>>
}
