// The rules about what instruction files mention: what is gone, what was probably meant, and what only looks like a
// mention. The second half matters as much: a check that cries wolf is switched off.
import { expect, test } from 'vitest'
import { makeSnapshot, memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { agentsKnown } from '../../../../src/validate/instructions/agents-known.ts'
import {
  INSTRUCTION_RULES,
  checkInstructionDrift,
} from '../../../../src/validate/instructions/check-instruction-drift.ts'
import { commandsKnown } from '../../../../src/validate/instructions/commands-known.ts'
import { isIgnored } from '../../../../src/validate/instructions/ignored-paths.ts'
import { linksResolve } from '../../../../src/validate/instructions/links-resolve.ts'
import { makeTargetsKnown } from '../../../../src/validate/instructions/make-targets-known.ts'
import { mentionsIn } from '../../../../src/validate/instructions/markdown-mentions.ts'
import { commandsIn, isPlaceholder, mentionRule } from '../../../../src/validate/instructions/mention-rule.ts'
import { pathsExist } from '../../../../src/validate/instructions/paths-exist.ts'
import { folderOf, isThere, joined, nearestPath } from '../../../../src/validate/instructions/resolve-path.ts'
import { scriptsKnown } from '../../../../src/validate/instructions/scripts-known.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { OPTIONS, diagnosticsOf, foundBy, json } from '../found.ts'
import type { Files } from '../found.ts'

const REPOSITORY: Files = {
  'docs/repo-facts.json': json({ instruction_files: ['CLAUDE.md', 'docs/AGENTS.md'] }),
  'docs/guide.md': '',
  'docs/My File.md': '',
  'package.json': json({ scripts: { test: 'x', build: 'x', 'test:unit': 'x' } }),
  'packages/app/package.json': json({ scripts: { preview: 'x' } }),
  'packages/app/src/main.ts': '',
  Makefile: '.PHONY: all\nall: build\nbuild deploy-prod:\n\tgo build\nVERSION := 1\nsub/x.o: x.c\n',
  '.gitignore': 'dist/\n*.log\n',
  'packages/app/.gitignore': '/local.json\n',
  '.claude/commands/pre-pr.md': '',
  '.claude/skills/aws/SKILL.md': '',
  '.claude/agents/scout.md': '---\nname: code-scout\n---\n',
}
const saying = (text: string): Files => ({ ...REPOSITORY, 'CLAUDE.md': text })

/** One row per sentence: the rule, what is said, and what it must say is absent (with the name that was meant). */
const ROWS: readonly (readonly [rule: Rule, text: string, ...absent: readonly string[]])[] = [
  [scriptsKnown, 'Run `npm run biuld`.', 'biuld (build)'],
  [scriptsKnown, 'Run `npm run lint -- --fix` first', 'lint'],
  [scriptsKnown, '```sh\n$ npm ci && pnpm run chek\n```', 'chek'],
  [scriptsKnown, '`npm test` and `npm run test:unit` and `yarn run preview`'],
  [scriptsKnown, '`npm run -w packages/app preview`, `npm run build --workspace packages/app`'],
  [scriptsKnown, '`npm run <name>`, `npm run $SCRIPT`, `npm run ...`, `npm run my-script`'],
  [scriptsKnown, '`npm install`, `yarn gone`, `bun run ./x.ts`, `npm run` and npm run gone'],
  [scriptsKnown, '```js\nnpm run gone\n```\n<!-- `npm run gone` -->'],
  [makeTargetsKnown, 'Use `make deploy-prd`.', 'deploy-prd (deploy-prod)'],
  [makeTargetsKnown, '```bash\nmake -j 4 gone V=1\n```', 'gone'],
  [
    makeTargetsKnown,
    '`make`, `make build all`, `make -C sub build`, `make <target>`, `make deploy-prod ENV=x`, make sure',
  ],
  [pathsExist, 'See `packages/app/src/mian.ts`.', 'packages/app/src/mian.ts (packages/app/src/main.ts)'],
  [pathsExist, 'All in `packages/lib/`', 'packages/lib/'],
  [
    pathsExist,
    '`./tools/deploy.sh` deploys; `node packages/app/gone.mjs --x` too',
    './tools/deploy.sh',
    'packages/app/gone.mjs',
  ],
  [pathsExist, 'Line `docs/gone.md:12`', 'docs/gone.md'],
  [pathsExist, 'Tests: `packages/gone/**/*.ts`', 'packages/gone/**/*.ts'],
  [
    pathsExist,
    '`packages/app/src/main.ts:3`, `packages/app/src/`, `./docs`, `packages/*/src`, `packages/app/src/main`',
  ],
  [
    pathsExist,
    '`packages/app/dist/main.js`, `docs/error.log`, `packages/app/local.json`, `packages/app/node_modules/x`',
  ],
  [
    pathsExist,
    '`origin/main`, `and/or`, `application/json`, `@scope/name`, `feat/x`, `https://example.com/docs/x`, `/etc/hosts`',
  ],
  [
    pathsExist,
    '`docs/<name>.md`, `docs/specs/my-feature/spec.json`, `docs/example.md`, `docs/$X`, `docs/{a,b}.md`, `docs/...`',
  ],
  [
    pathsExist,
    '`src/main.ts` of the app, `./errors`, `packages/*/dist`, `packages/x.Writer`, `packages/name`',
  ],
  [
    pathsExist,
    'Moved: `docs/main.ts`, gone: `docs/tools`',
    'docs/main.ts (packages/app/src/main.ts)',
    'docs/tools',
  ],
  [pathsExist, 'docs/gone.md in prose, and `gone.md` alone'],
  [linksResolve, '[guide](docs/giude.md)', 'docs/giude.md (docs/guide.md)'],
  [linksResolve, 'See @docs/gone.md for more', 'docs/gone.md'],
  [linksResolve, '[a]: docs/gone/\n', 'docs/gone/'],
  [
    linksResolve,
    '[a](docs/guide.md#x) [b](docs/My%20File.md) [c](/docs/) [d](#here) [e](https://x.y) [f](mailto:a@b.c)',
  ],
  [
    linksResolve,
    '[a](../outside.md) `[b](gone.md)` [c](<docs/guide.md> "title") [d](docs/{name}.md) me@example.md @scope/pkg',
  ],
  [commandsKnown, 'Run `/pre-rp` now', '/pre-rp (pre-pr)'],
  [commandsKnown, 'Run the command `/deploy` now', '/deploy'],
  [commandsKnown, '`/pre-pr`, `/aws x`, the command `/clear`, `/health`, `/etc/hosts`, `/api/v1`, `/`'],
  [agentsKnown, 'Ask the `code-scoot` agent', 'code-scoot (code-scout)'],
  [agentsKnown, 'Ask agent `release-captain` or `@agent-gone-one`', 'release-captain', 'gone-one'],
  [
    agentsKnown,
    'the `code-scout` agent, the `general-purpose` agent, the `codex` agent, `release-captain` alone',
  ],
]

test.each(ROWS.map(([rule, text, ...absent]) => ({ rule, text, absent })))(
  '$rule.id: $text',
  ({ rule, text, absent }) => {
    const found = diagnosticsOf(rule, saying(text)).map(({ args }) => {
      const [name] = Object.values(args)
      return String(name) + (args['nearest'] === undefined ? '' : ` (${String(args['nearest'])})`)
    })
    expect(found).toEqual(absent)
  },
)

test('a diagnostic stands where the mention stands', () => {
  expect(foundBy(linksResolve, saying('# A\n\nSee [x](gone/file.md).\n'))).toEqual([
    'DRIFT_LINK_BROKEN CLAUDE.md:3',
  ])
  const [diagnostic] = diagnosticsOf(scriptsKnown, saying('Run `npm run gone`.'))
  expect(diagnostic?.where).toEqual({ file: 'CLAUDE.md', line: 1, column: 5 })
})

test('links and paths may be relative to the file', () => {
  const files = {
    ...REPOSITORY,
    'docs/AGENTS.md': '[a](guide.md) [b](../Makefile) `packages/app/src` [c](docs/guide.md)',
  }
  expect(foundBy(linksResolve, files)).toEqual(['DRIFT_LINK_BROKEN docs/AGENTS.md:1'])
  expect(foundBy(pathsExist, files)).toEqual([])
})

test.each([
  { text: 'the command `/deploy`', severity: 'warning' },
  { text: 'the command `/pre-prr`', severity: 'error' },
])('$text is a $severity', ({ text, severity }) => {
  expect(diagnosticsOf(commandsKnown, saying(text))).toMatchObject([{ severity }])
})

test.each(['include $(wildcard *.mk)\n', '$(BINARIES): x\n', '%.pdf: %.md\n\tpandoc\n'])(
  'a Makefile with %j computes its targets and is not judged',
  (makefile) => {
    expect(foundBy(makeTargetsKnown, { ...saying('`make gone`'), Makefile: makefile })).toEqual([])
  },
)

// A pattern that tries every way to cut the line would not end before the sun does.
test('a Makefile with a long line is read', () => {
  const files = { ...saying('`make gone` `make all`'), Makefile: `all:\n${'word '.repeat(2_000)}\n` }
  expect(foundBy(makeTargetsKnown, files)).toEqual(['DRIFT_MAKE_TARGET_UNKNOWN CLAUDE.md:1'])
})

test('included makefiles count, and one that is absent may hold anything', () => {
  const files = {
    ...saying('`make more` `make gone`'),
    Makefile: 'include Makefile.common\n',
    'Makefile.common': '.PHONY: more\n',
  }
  expect(diagnosticsOf(makeTargetsKnown, files)).toMatchObject([{ args: { name: 'gone' } }])
  expect(foundBy(makeTargetsKnown, { ...files, Makefile: 'include other.mk\n' })).toEqual([])
})

test('a repository without commands or agents of its own is not asked for them', () => {
  const files = {
    'docs/repo-facts.json': json({ instruction_files: ['CLAUDE.md'] }),
    'CLAUDE.md': 'the command `/pre-pr`, the `code-scout` agent',
  }
  expect([...foundBy(commandsKnown, files), ...foundBy(agentsKnown, files)]).toEqual([])
})

test.each([
  { text: 'a `b` c', mentions: [{ kind: 'code', text: 'b', line: 1, column: 3, before: 'a ', after: ' c' }] },
  { text: '``a ` b``', mentions: [{ kind: 'code', text: 'a ` b' }] },
  { text: '[a](b_(c).md)', mentions: [{ kind: 'link', text: 'b_(c).md', column: 5 }] },
  {
    text: '~~~sh\n# no\n$ ls\n~~~\n`x`',
    mentions: [
      { kind: 'shell', text: 'ls', line: 3 },
      { kind: 'code', line: 5 },
    ],
  },
  { text: '````md\n```\n`a`\n```\n````\n`b`', mentions: [{ text: 'b', line: 6 }] },
  { text: '<!--\n`a`\n-->`b`', mentions: [{ text: 'b', line: 3, column: 4 }] },
  { text: '```inline``` `a`', mentions: [{ text: 'inline' }, { text: 'a' }] },
  { text: '<!-- never closed\n`a`', mentions: [] },
  { text: 'no `code without an end', mentions: [] },
  { text: '@docs/a.md and a@b.md', mentions: [{ kind: 'import', text: 'docs/a.md' }] },
])('mentions in $text', ({ text, mentions }) => {
  expect(mentionsIn(text)).toMatchObject(mentions)
  expect(mentionsIn(text)).toHaveLength(mentions.length)
})

test('commands are told apart and comments dropped', () => {
  const [mention] = mentionsIn('`a b && c | d; e # f`')
  expect(mention && commandsIn(mention)).toEqual([['a', 'b'], ['c'], ['d'], ['e']])
  expect(commandsIn({ kind: 'link', text: 'a', line: 1, column: 1, before: '', after: '' })).toEqual([])
})

test.each([
  ['<x>', true],
  ['$X', true],
  ['...', true],
  ['my-app', true],
  ['foo', true],
  ['food', false],
  ['ID', true],
  ['SLUG-YYYY-MM-DD-status.md', true],
  ['spec-ID-YYYY.md', true],
  ['NNN-title.md', true],
  ['IDEAS.md', false],
  ['id', false],
])('%s is a placeholder: %s', (word, expected) => {
  expect(isPlaceholder(word)).toBe(expected)
})

test.each([
  ['a', '../b', 'b'],
  ['a/b', './c/../d', 'a/b/d'],
  ['', '../b', undefined],
  ['a', '../../b', undefined],
])('%j joined with %j is %j', (folder, path, expected) => {
  expect(joined(folder, path)).toBe(expected)
})

test('paths are looked up in what is there and in what a build makes', () => {
  const snapshot = memorySnapshot(REPOSITORY)
  expect(['packages', 'docs/guide.md', 'x/dist/a', ''].map((path) => isThere(snapshot, path))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(isThere(snapshot, 'gone')).toBe(false)
  expect(isIgnored(snapshot, 'local.json')).toBe(false)
  expect([folderOf('a/b/c'), folderOf('a')]).toEqual(['a/b', ''])
  expect(
    ['docs/main.ts', 'docs/giude.md', 'packages/apps/src/main.ts', 'Makefiel', 'docs/other'].map((path) =>
      nearestPath(snapshot, path),
    ),
  ).toEqual(['packages/app/src/main.ts', 'docs/guide.md', 'packages/app/src/main.ts', 'Makefile', undefined])
})

test('what is ignored above the root is ignored below it', () => {
  const below = makeSnapshot({
    root: '/r/a/b',
    files: ['docs/x.md'],
    read: () => undefined,
    ignoresAbove: [
      { way: 'a/b/', text: '/a/b/out/\ndist/\n' },
      { way: 'b/', text: '*.log\n/top\n' },
    ],
  })
  const ignored = ['out/x', 'dist/main.js', 'docs/dist/', 'docs/x.log', 'top', 'docs/y.md']
  expect(ignored.filter((path) => isIgnored(below, path))).toEqual(ignored.slice(0, 4))
})

test('a rule over mentions leaves out what it does not know', () => {
  const rule = mentionRule({
    id: 'x',
    code: 'DRIFT_PATH_MISSING',
    check: ({ text }) => [{ facts: { path: text }, nearest: undefined }],
  })
  expect(diagnosticsOf(rule, saying('`a`'))).toMatchObject([{ args: { path: 'a' }, severity: 'error' }])
})

test('the whole check', () => {
  const result = checkInstructionDrift(
    memorySnapshot({ ...saying('All is `packages/app`.'), 'docs/AGENTS.md': '' }),
    OPTIONS,
  )
  expect(result).toEqual({
    check: 'check-instruction-drift',
    passed: ['instruction files match repo facts'],
    diagnostics: [],
  })
  expect(new Set(INSTRUCTION_RULES.map(({ id }) => id)).size).toBe(INSTRUCTION_RULES.length)
})
