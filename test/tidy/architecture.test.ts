// ARCHITECTURE.md tells the truth: every path in it exists, and every function and type that it names is declared
// somewhere in the sources. A path may be given from the root, or from a package or its src where a section is about it.
// And it is whole: no place of the sources is missing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles } from '../../tools/repository-files.ts'
import { codeSpans } from './markdown.ts'

const BASES = [
  '',
  'packages/metrics-aggregator',
  'packages/metrics-aggregator/src',
  'packages/metrics-aggregator/src/engine/assembly',
  'packages/dotclaude',
  'packages/dotclaude/src',
]
const spans = codeSpans(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8'))

/** `engine/assembly/`, `main.ts`, `.ci/run`; not `npm run check` or `/metrics`. */
const isPath = (span: string): boolean =>
  /^[\w.@-][\w.@/-]*$/.test(span) && (span.includes('/') || /\.(ts|mjs|cjs|jsonc?|md|sh|yml)$/.test(span))
/** `mergeExpositions()`; a bare word may be anything, so the parentheses make it a symbol. */
const symbolOf = (span: string): string | undefined => /^([A-Za-z]\w*)\(\)$/.exec(span)?.[1]

const declared = new Set(
  repositoryFiles()
    .filter((path) => /^(tools|packages\/[^/]+\/src)\/.+\.(ts|mjs)$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join(ROOT, path), 'utf8').matchAll(
        /\b(?:function\*?|const|let|class|interface|type)\s+(\w+)/g,
      ),
    ])
    .map((match) => match[1]),
)

test('names paths and symbols at all', () => {
  expect(spans.filter(isPath).length).toBeGreaterThan(10)
  expect(spans.filter((span) => symbolOf(span) !== undefined).length).toBeGreaterThan(0)
})

test.each([...new Set(spans.filter(isPath))])('the path %s exists', (path) => {
  expect(BASES.filter((base) => existsSync(join(ROOT, base, path)))).not.toEqual([])
})

/** Folders whose parts the map lists one by one, and what of a path is a part of it. */
const LISTED: readonly (readonly [string, RegExp])[] = [
  ['files of the engine', /^packages\/metrics-aggregator\/src\/engine\/assembly\/([^/]+\.ts)$/],
  ['places of metrics-aggregator', /^packages\/metrics-aggregator\/src\/([^/]+)\//],
  ['places of dotclaude', /^packages\/dotclaude\/src\/([^/]+)\//],
  ['folders of the root', /^([^/.]+)\//],
]

test.each(LISTED)('all %s are on the map', (_what, part) => {
  const parts = new Set(repositoryFiles().flatMap((path) => part.exec(path)?.[1] ?? []))
  expect(parts.size).toBeGreaterThan(3)
  expect(
    [...parts].filter((name) => !spans.some((span) => span === name || span.startsWith(`${name}/`))),
  ).toEqual([])
})

test.each([...new Set(spans.map(symbolOf).filter((name) => name !== undefined))])(
  'the symbol %s is declared',
  (name) => {
    expect(declared.has(name)).toBe(true)
  },
)
