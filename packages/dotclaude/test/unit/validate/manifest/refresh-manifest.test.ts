// What `validate-skills --update` writes: what is there, and nothing that people wrote is lost.
import { expect, test } from 'vitest'
import { makeSnapshot, memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { checkManifest } from '../../../../src/validate/manifest/check-manifest.ts'
import { checksumOf } from '../../../../src/validate/manifest/checksum.ts'
import { contentItemAt } from '../../../../src/validate/content-items.ts'
import { refreshManifest } from '../../../../src/validate/manifest/refresh-manifest.ts'
import type { RefreshedManifest } from '../../../../src/validate/manifest/refresh-manifest.ts'
import { OPTIONS, foundText, json } from '../found.ts'
import type { Files } from '../found.ts'

const FILE = '.claude/skills-manifest.json'
const NOW = '2026-01-31T10:00:00.000Z'

const REPOSITORY: Files = {
  '.claude/commands/git.md': 'a\n',
  '.claude/commands/release/notes.md': 'b\n',
  '.claude/skills/aws/SKILL.md':
    '---\nname: aws\nallowed-tools: Bash(aws *), Read\n---\nSee !`aws --version`\n',
  '.claude/skills/aws/scripts/login.sh': 'true\n',
  'docs/notes.md': 'x\n',
  [FILE]: json({
    $schema: 'https://example.com/schema.json',
    version: 1,
    generatedAt: '2025-01-01',
    skills: [
      { name: 'gone', path: '.claude/commands/gone.md', checksum: 'sha256:0' },
      { name: 'notes', path: 'docs/notes.md', checksum: 'sha256:0', dependencies: ['git'] },
      {
        name: 'git',
        path: '.claude/commands/git.md',
        checksum: 'sha256:0',
        category: 'vcs',
        lastValidated: null,
      },
      { name: 'again', path: '.claude/commands/git.md', checksum: 'sha256:0' },
      { name: 'outside', path: '../secret', checksum: 'sha256:0' },
      'nonsense',
    ],
  }),
}

function mustRefresh(files: Files, now = NOW): Extract<RefreshedManifest, { ok: true }> {
  const refreshed = refreshManifest(memorySnapshot(files), now)
  if (!refreshed.ok) throw new Error(refreshed.diagnostics.map(foundText).join())
  return refreshed
}

test('adds, drops and updates', () => {
  const { text, added, dropped, changed } = mustRefresh(REPOSITORY)
  expect(added).toEqual(['.claude/commands/release/notes.md', '.claude/skills/aws/SKILL.md'])
  expect(dropped).toEqual(['.claude/commands/gone.md', '../secret'])
  expect(changed).toEqual(['docs/notes.md', '.claude/commands/git.md'])
  const manifest = JSON.parse(text)
  expect(manifest).toMatchObject({ $schema: 'https://example.com/schema.json', version: 1, generatedAt: NOW })
  expect(manifest.skills).toMatchObject([
    { name: 'notes', dependencies: ['git'], lastValidated: '2026-01-31' },
    { name: 'git', category: 'vcs', capabilities: [] },
    { name: 'release:notes', dependencies: [] },
    {
      name: 'aws',
      capabilities: ['run:aws --version', 'script:scripts/login.sh', 'tool:Bash(aws *)', 'tool:Read'],
    },
  ])
})

test('what it writes is valid, and writing it again changes nothing', () => {
  const { text } = mustRefresh(REPOSITORY)
  const after = { ...REPOSITORY, [FILE]: text }
  expect(checkManifest(memorySnapshot(after), OPTIONS).diagnostics).toEqual([])
  expect(mustRefresh(after, '2026-01-31T23:59:59.000Z').text).toBe(text)
})

test('a repository without a manifest gets one', () => {
  const { text } = mustRefresh({ '.claude/commands/git.md': 'a\n' })
  expect(Object.keys(JSON.parse(text))).toEqual(['version', 'generatedAt', 'skills'])
})

test('tells what was gained', () => {
  expect(mustRefresh(REPOSITORY).gained).toMatchObject([{ name: 'aws', capabilities: { length: 4 } }])
})

test.each(['{', 'null', '[]'])('a manifest of %s is left for its owner', (text) => {
  const refreshed = refreshManifest(memorySnapshot({ [FILE]: text }), NOW)
  expect(refreshed).toMatchObject({ ok: false, diagnostics: [{ code: 'MANIFEST_INVALID' }] })
})

const SKILL = '.claude/skills/aws/SKILL.md'
const checksum = (files: Files): unknown => {
  const snapshot = memorySnapshot(files)
  return checksumOf(snapshot, contentItemAt(snapshot, SKILL))
}
const BASE = { [SKILL]: 'a\n', '.claude/skills/aws/references/x.md': 'x\n' }

test.each<{ what: string; files: Files; same: boolean }>([
  { what: 'other line endings', files: { ...BASE, [SKILL]: 'a\r\n' }, same: true },
  {
    what: 'a reference that changed',
    files: { ...BASE, '.claude/skills/aws/references/x.md': 'y\n' },
    same: false,
  },
  {
    what: 'a reference that moved',
    files: { [SKILL]: 'a\n', '.claude/skills/aws/references/y.md': 'x\n' },
    same: false,
  },
  { what: 'a reference more', files: { ...BASE, '.claude/skills/aws/y.md': '' }, same: false },
  { what: 'a carriage return in the line', files: { ...BASE, [SKILL]: '\ra\n' }, same: false },
  { what: 'another skill', files: { ...BASE, '.claude/skills/aws2/SKILL.md': '' }, same: true },
])('$what gives the same checksum: $same', ({ files, same }) => {
  expect(checksum(files)).toMatchObject({ ok: true })
  expect(JSON.stringify(checksum(files)) === JSON.stringify(checksum(BASE))).toBe(same)
})

test('line endings of bytes that are no text count', () => {
  expect(checksum({ ...BASE, [SKILL]: '\0\r\n' })).not.toEqual(checksum({ ...BASE, [SKILL]: '\0\n' }))
})

test('a link in a skill has no checksum', () => {
  const files = Object.keys(BASE)
  const read = (path: string): Uint8Array | undefined => (path === SKILL ? new Uint8Array() : undefined)
  const snapshot = makeSnapshot({ root: '/r', files: [...files, FILE], read })
  expect(checksumOf(snapshot, contentItemAt(snapshot, SKILL))).toEqual({ ok: false, unreadable: files[1] })
})
