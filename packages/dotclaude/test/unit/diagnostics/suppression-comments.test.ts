// Where a suppression is a comment, and where the same words are only text.
import { expect, test } from 'vitest'
import { suppressionCommentsIn } from '../../../src/diagnostics/suppression-comments.ts'

const D = 'dotclaude-disable-next-line A_B why'

test.each([
  { what: 'slashes in JSONC', file: 'a.json', text: `{\n  // ${D}\n  "a": 1 }`, lines: [[2, 3]] },
  { what: 'a hash in YAML', file: 'a.yml', text: `# ${D}\na: 1`, lines: [[1, 2]] },
  { what: 'an HTML comment in Markdown', file: 'a.md', text: `x\n<!-- ${D} -->\ny`, lines: [[2, 3]] },
  { what: 'a hash in frontmatter', file: 'a.md', text: `---\n# ${D}\nname: a\n---\n`, lines: [[2, 3]] },
  { what: 'a heading of Markdown', file: 'a.md', text: `# ${D}\n`, lines: [] },
  { what: 'an HTML comment in frontmatter', file: 'a.md', text: `---\n<!-- ${D} -->\n---\n`, lines: [] },
  { what: 'a code fence', file: 'a.md', text: `~~~\n<!-- ${D} -->\n~~~\n<!-- ${D} -->\n`, lines: [[4, 5]] },
  {
    what: 'a fence in a longer fence',
    file: 'a.md',
    text: `\`\`\`\`\n\`\`\`\n<!-- ${D} -->\n\`\`\`\`\n`,
    lines: [],
  },
  { what: 'a rule without an end is no frontmatter', file: 'a.md', text: `---\n# ${D}\n`, lines: [] },
  {
    what: 'two above one line',
    file: 'a.yml',
    text: `# ${D}\n# ${D}\na: 1`,
    lines: [
      [1, 3],
      [2, 3],
    ],
  },
  { what: 'behind code on the line', file: 'a.yml', text: `a: 1 # ${D}\nb: 2`, lines: [] },
  { what: 'inside a string', file: 'a.json', text: `{ "a": "// ${D}" }`, lines: [] },
  { what: 'the other syntax', file: 'a.json', text: `# ${D}\n{}`, lines: [] },
  {
    what: 'an unknown kind of file takes any',
    file: 'a.unknown',
    text: `# ${D}\n// ${D}\nx`,
    lines: [
      [1, 3],
      [2, 3],
    ],
  },
  { what: 'Windows line ends', file: 'a.yml', text: `x\r\n# ${D}\r\ny`, lines: [[2, 3]] },
  { what: 'a longer word', file: 'a.yml', text: '# dotclaude-disable-next-lines A_B why\nx', lines: [] },
])('$what', ({ file, text, lines }) => {
  const found = suppressionCommentsIn(file, text).map(({ line, disables }) => [line, disables])
  expect(found).toEqual(lines)
})

test.each([
  { text: `# ${D}`, words: 'A_B why' },
  { text: '#   dotclaude-disable-next-line', words: '' },
])('$text says "$words"', ({ text, words }) => {
  expect(suppressionCommentsIn('a.yml', text)).toEqual([{ line: 1, disables: 2, text: words }])
})
