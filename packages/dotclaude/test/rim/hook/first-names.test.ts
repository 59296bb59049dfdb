// A look that spares most writes the policy. It may say yes too often and never no to what the policy would stop.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { mayReachProtected } from '../../../src/hook/first-names.ts'

/** Text in place of the list stands for the whole file. */
function repositoryOf(facts: readonly unknown[] | string): string {
  const text = typeof facts === 'string' ? facts : JSON.stringify({ protected_paths: facts })
  const tree = makeTempTree({
    '.git/HEAD': '',
    'docs/repo-facts.json': text,
    'src/a.ts': '',
    'free/a.ts': '',
  })
  onTestFinished(tree.remove)
  return tree.root
}

test.each<{ facts: readonly unknown[] | string; path: string; expected: boolean }>([
  { facts: ['src/**'], path: 'src/a.ts', expected: true },
  { facts: ['src/**'], path: 'src', expected: true },
  { facts: ['./src/**', '/lib'], path: 'src/a.ts', expected: true },
  { facts: ['./src/**', '/lib'], path: 'lib/new/a.ts', expected: true },
  { facts: ['src/**'], path: 'free/a.ts', expected: false },
  { facts: ['src/**', 'package.json'], path: 'node_modules', expected: false },
  { facts: ['src/**'], path: 'srcs/a.ts', expected: false },
  { facts: ['src/**'], path: '.', expected: true },
  { facts: ['src/**'], path: '*/a.ts', expected: true },
  { facts: ['src/**'], path: 's?c/a.ts', expected: true },
  { facts: ['**/*.sql'], path: 'free/a.ts', expected: true },
  { facts: ['{src,free}/**'], path: 'free/a.ts', expected: true },
  { facts: ['*.json'], path: 'free', expected: true },
  { facts: ['sr\u00e9/**'], path: 'free/a.ts', expected: true },
  { facts: ['src/**'], path: 'fre\u00e9/a.ts', expected: true },
  { facts: ['src/**', '!free/**'], path: 'free/a.ts', expected: false },
  { facts: ['src/**', 7], path: 'free/a.ts', expected: true },
  { facts: '{"protected_paths":"free"}', path: 'free/a.ts', expected: true },
  { facts: '{}', path: 'free/a.ts', expected: true },
  { facts: '{"protected_paths":["src/**"] // why\n}', path: 'free/a.ts', expected: true },
  { facts: '', path: 'free/a.ts', expected: true },
])('$facts and $path: $expected', ({ facts, path, expected }) => {
  expect(mayReachProtected(join(repositoryOf(facts), path))).toBe(expected)
})

test('a link is the folder that it leads to', () => {
  const root = repositoryOf(['src/**'])
  symlinkSync(join(root, 'src'), join(root, 'other'))
  expect(mayReachProtected(join(root, 'other/a.ts'))).toBe(true)
})

test('without facts, and outside of git, nothing is protected', () => {
  const tree = makeTempTree({ '.git/HEAD': '', 'src/a.ts': '' })
  onTestFinished(tree.remove)
  expect(mayReachProtected(join(tree.root, 'src/a.ts'))).toBe(false)
  expect(mayReachProtected('/nowhere/src/a.ts')).toBe(false)
})
