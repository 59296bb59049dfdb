// The JSON documents of commands that are no checks. One document per call, with the version of its shape.

/** Rises when a field changes its meaning or goes away, not when one is added. */
const DOCUMENT_VERSION = 1

export function jsonDocument(content: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ version: DOCUMENT_VERSION, ...content }, undefined, 2)}\n`
}
