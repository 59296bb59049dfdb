// Each source file opens with what it holds and promises, so that a reader who lands there knows whether to stay.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'

const CHARACTERS_MIN = 30
const SENTENCES_MAX = 4

const isSource = (path: string): boolean => /^(tools|packages\/[^/]+\/src)\/.+\.(ts|mjs)$/.test(path)

/** The comment at the very top, without its marks; empty when there is none. */
function headerOf(text: string): string {
  const header = /^(?:#!.*\n)?((?:\/\/.*\n)+|\/\*[^]*?\*\/)/.exec(text)?.[1] ?? ''
  return header.replaceAll(/^\s*(?:\/\/+|\/?\*+\/?)\s?/gm, '').trim()
}

/** A sentence ends before a capital letter or the end; `e.g. this` and `main.ts` do not end one. */
const sentencesIn = (header: string): number => header.split(/(?<=[.!?])\s+(?=[A-Z`])/).length

test.each([
  { text: '// One.\n// Two.\n\nimport x', header: 'One.\nTwo.' },
  { text: '#!/usr/bin/env node\n/* One. */\n', header: 'One. */'.slice(0, 4) },
  { text: 'import x // not a header\n', header: '' },
])('reads the header of $text', ({ text, header }) => {
  expect(headerOf(text).replace(/\s*\*\/$/, '')).toBe(header)
})

test.each(repositoryFiles().filter(isSource))('%s has a header of one to four sentences', (path) => {
  const header = headerOf(readFileSync(join(ROOT, path), 'utf8'))
  expect(header.length, 'characters in the header').toBeGreaterThanOrEqual(CHARACTERS_MIN)
  expect(sentencesIn(header), 'sentences in the header').toBeLessThanOrEqual(SENTENCES_MAX)
})
