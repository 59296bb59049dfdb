// How specs read on a terminal.
import { expect, test } from 'vitest'
import { specNamed, specsIn } from '../../../../src/cli/spec/spec-summary.ts'
import { graphMermaid, graphOf, graphText, listText, specText } from '../../../../src/cli/spec/spec-text.ts'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'

const specs = specsIn(
  memorySnapshot({
    'docs/specs/a/spec.json': '{ "title": "First", "status": "done", "depends_on_specs": ["long-name"] }',
    'docs/specs/long-name/spec.json':
      '{ "title": "A\\u001b[31m", "status": "draft", "depends_on_specs": ["a", "x"] }',
    'docs/specs/broken/spec.json': '{ "title": ',
    'docs/specs/odd/spec.json': '{ "title": 1, "owners": "me", "linked_paths": [1, "src", ""] }',
  }),
)

test('the list is aligned, and shows no control characters', () => {
  expect(listText(specs)).toBe(
    ['a          done   First', 'broken', String.raw`long-name  draft  A\u{1b}[31m`, 'odd', ''].join('\n'),
  )
})

test('one spec', () => {
  const text = specText(specNamed(specs, 'odd'), { files: ['src/a'], neededBy: ['a', 'b'] })
  expect(text).toBe(
    [
      'id            odd',
      'linked paths  src',
      'covers        1 file',
      'needed by     a',
      '              b',
      'file          docs/specs/odd/spec.json',
      '',
    ].join('\n'),
  )
})

test('a spec that does not exist', () => {
  expect(() => specNamed(specs, 'brokn')).toThrow(
    expect.objectContaining({
      code: 'USAGE_UNKNOWN_ID',
      facts: { kind: 'spec', id: 'brokn', nearest: 'broken' },
    }),
  )
})

test('the graph names circles and unknown specs', () => {
  expect(graphText(graphOf(specs))).toBe(
    [
      'a -> long-name',
      'broken',
      'long-name -> a, x (unknown)',
      'odd',
      'circle: a -> long-name -> a',
      '',
    ].join('\n'),
  )
})

test('the picture has a node per spec', () => {
  expect(graphMermaid(graphOf(specs))).toBe(
    [
      'graph LR',
      '  s0["a"]',
      '  s1["broken"]',
      '  s2["long-name"]',
      '  s3["odd"]',
      '  s4["x"]',
      '  s0 --> s2',
      '  s2 --> s0',
      '  s2 --> s4',
      '',
    ].join('\n'),
  )
})
