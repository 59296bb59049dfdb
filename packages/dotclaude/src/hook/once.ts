// Questions that cost a process or many files: asked when the answer is needed, and not again.

export function once<Value>(ask: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: ask() }).value
}
