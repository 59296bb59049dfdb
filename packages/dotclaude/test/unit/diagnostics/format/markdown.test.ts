// Markdown for a summary or a comment: it stays within a comment's length, and nothing in it acts.
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import { formatMarkdown } from '../../../../src/diagnostics/format/markdown.ts'

test.each([
  { text: 'plain words', escaped: 'plain words' },
  { text: 'a|b', escaped: String.raw`a\|b` },
  { text: '<img src=x>', escaped: '&lt;img src=x&gt;' },
  { text: '[a](b)', escaped: String.raw`\[a\]\(b\)` },
  { text: '@somebody', escaped: '@<!-- -->somebody' },
  { text: 'fixes #12', escaped: 'fixes #<!-- -->12' },
  { text: 'https://a.b', escaped: String.raw`https\://a.b` },
  { text: 'www.a.b', escaped: String.raw`www\.a.b` },
  { text: 'a\n# b', escaped: String.raw`a\\n# b` },
  { text: '&lt;', escaped: '&amp;lt;' },
])('$text becomes $escaped', ({ text, escaped }) => {
  const diagnostics = [diagnose('SCAFFOLD_USAGE', {}, { detail: text })]
  const markdown = formatMarkdown({
    root: '/r',
    version: '2.0.0',
    checks: [{ check: 'a', passed: [], diagnostics }],
  })
  expect(markdown).toContain(`|  | ${escaped} |\n`)
})

const wrong = diagnose(
  'SPEC_ID_MISMATCH',
  { file: 'docs/specs/login/spec.json', line: 3 },
  { id: 'a', folder: 'b' },
)

function markdownOf(count: number): string {
  const diagnostics = Array.from({ length: count }, () => wrong)
  return formatMarkdown({ root: '/r', version: '2.0.0', checks: [{ check: 'a', passed: [], diagnostics }] })
}

test.each([
  { count: 0, more: undefined },
  { count: 100, more: undefined },
  { count: 5_000, more: true },
])('$count rows fit into a comment', ({ count, more }) => {
  const text = markdownOf(count)
  expect(text.length).toBeLessThanOrEqual(65_536)
  const rows = text.split('\n').filter((line) => line.startsWith('| ❌')).length
  const left = Number(/^(\d+) more are in the log\.$/m.exec(text)?.[1] ?? 0)
  expect(left > 0).toBe(more === true)
  expect(rows + left).toBe(count)
})
