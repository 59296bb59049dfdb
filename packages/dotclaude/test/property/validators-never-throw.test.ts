// Whatever stands in the files that the checks read, a check ends with diagnostics that have a file and a line; it never
// throws. The same repository gives the same diagnostics.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import type { CheckResult } from '../../src/diagnostics/report.ts'
import { messageOf } from '../../src/diagnostics/diagnostic.ts'
import { memorySnapshot } from '../../src/repo/snapshot.ts'
import type { Snapshot } from '../../src/repo/snapshot.ts'
import { checkAgents } from '../../src/validate/agents/check-agents.ts'
import { checkConfig } from '../../src/validate/config/check-config.ts'
import { checkInstructionDrift } from '../../src/validate/instructions/check-instruction-drift.ts'
import { checkManifest } from '../../src/validate/manifest/check-manifest.ts'
import { refreshManifest } from '../../src/validate/manifest/refresh-manifest.ts'
import type { RuleOptions } from '../../src/validate/rule.ts'
import { checkSettings } from '../../src/validate/settings/check-settings.ts'
import { checkSkills } from '../../src/validate/skills/check-skills.ts'
import { checkSpecs } from '../../src/validate/specs/check-specs.ts'

const CHECKS: readonly ((snapshot: Snapshot, options: RuleOptions) => CheckResult)[] = [
  checkSpecs,
  checkManifest,
  checkSkills,
  checkAgents,
  checkInstructionDrift,
  checkSettings,
  checkConfig,
]

const HOST = {
  homeFolder: '/h',
  isFile: () => false,
  isProgram: () => false,
  modeOf: () => 0o644,
  sizeOf: () => 1e10,
}

/** The keys that the checks look for, so that wrong values stand where they are read. */
const KEYS = [
  'id title status owners linked_paths acceptance_commands depends_on_specs active_prs skills name path checksum',
  'dependencies capabilities instruction_files protected_paths team_count hooks PreToolUse command args timeout',
  'mcpServers url type env API_KEY statusLine enabledPlugins rules suppressions code reason tools model description',
  'allowed-tools 0 __proto__ constructor',
].flatMap((line) => line.split(' '))

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'a',
    '',
    ' ',
    '../x',
    '/etc/passwd',
    'docs/**',
    '{a,b',
    '[',
    '$CLAUDE_PROJECT_DIR/x',
    '"',
    'npx x',
    'CLAUDE.md',
    '.claude/skills/a/SKILL.md',
  ),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom<unknown>(null, true, 0, -1, 1e21),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), text), tie('value'), {
      maxKeys: 6,
      noNullPrototype: true,
    }),
  ),
}))
const json = value.map((any) => JSON.stringify(any, null, 1))
/** JSON is YAML, so any value can be frontmatter. */
const markdown = fc.oneof(
  text,
  fc.tuple(json, text).map(([header, body]) => `---\n${header}\n---\n${body}`),
  fc
    .array(
      fc.constantFrom(
        '`',
        '```sh\n',
        '](',
        '<!--',
        '-->',
        '\n',
        '/pre-pr',
        'npm run x',
        'make y',
        '[a](b.md)',
        '@c.md',
        '3 teams',
        '%',
        '\u{e0041}',
        'docs/x',
        ' ',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
)
const cut = fc.tuple(json, fc.nat({ max: 200 })).map(([whole, length]) => whole.slice(0, length))
const document = fc.oneof(json, cut, text)

const PATHS = {
  'docs/specs/a/spec.json': document,
  'docs/specs/b/spec.json': document,
  'docs/repo-facts.json': document,
  '.claude/skills-manifest.json': document,
  '.claude/settings.json': document,
  '.mcp.json': document,
  '.claude/dotclaude.json': document,
  'package.json': document,
  Makefile: text,
  '.gitignore': text,
  'CLAUDE.md': markdown,
  '.claude/skills/a/SKILL.md': markdown,
  '.claude/commands/c.md': markdown,
  '.claude/agents/code-reviewer.md': markdown,
}

test('no repository makes a check throw', () => {
  fc.assert(
    fc.property(fc.record(PATHS, { requiredKeys: [] }), (files) => {
      const said = (): readonly string[] => {
        const snapshot = memorySnapshot(files)
        const options = { today: '2026-01-31', home: snapshot, host: HOST }
        const diagnostics = CHECKS.flatMap((check) => check(snapshot, options).diagnostics)
        for (const { where } of diagnostics) {
          expect(where.file).toBeTruthy()
          expect(where.line).toBeGreaterThanOrEqual(1)
        }
        return diagnostics.map((diagnostic) => `${diagnostic.code} ${messageOf(diagnostic)}`)
      }
      expect(said()).toEqual(said())
    }),
    { numRuns: 300 },
  )
})

test('a refreshed manifest is one that can be refreshed, and then stays', () => {
  fc.assert(
    fc.property(fc.record(PATHS, { requiredKeys: [] }), (files) => {
      const now = '2026-01-31T10:00:00.000Z'
      const first = refreshManifest(memorySnapshot(files), now)
      if (!first.ok) return
      const after = { ...files, '.claude/skills-manifest.json': first.text }
      expect(refreshManifest(memorySnapshot(after), now)).toMatchObject({ ok: true, text: first.text })
    }),
    { numRuns: 300 },
  )
})
