// The names in real archives, as `tar` lists them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { archiveMembers } from '../../../src/guard-store/archive-members.ts'

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'archive-members-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true })
  })
  mkdirSync(join(root, 'src'))
  writeFileSync(join(root, 'src/app.ts'), 'app\n')
  writeFileSync(join(root, 'text.tar'), 'no archive\n')
  for (const name of ['plain.tar', 'packed.tgz', 'a:b.tar'])
    execFileSync('tar', [
      '-C',
      root,
      '--force-local',
      name.endsWith('z') ? '-czf' : '-cf',
      join(root, name),
      'src',
    ])
  return root
}

test('archives and what is none', () => {
  const root = folder()
  const table: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['plain.tar', ['src/', 'src/app.ts']],
    ['packed.tgz', ['src/', 'src/app.ts']],
    ['text.tar', undefined],
    ['missing.tar', undefined],
    ['src', undefined],
    ['a:b.tar', undefined],
  ]
  expect(table.map(([name]) => [name, archiveMembers(join(root, name))])).toEqual(table)
})
