// What patterns match, and the four surprises of the former dialect that are gone.
import { expect, test } from 'vitest'
import {
  anyPathMatches,
  compilePatterns,
  escapeRegex,
  globToRegExp,
  hasMatch,
  matchesGlob,
} from '../../../src/repo/glob.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

test.each([
  { pattern: '**/*.md', path: 'README.md', matches: true },
  { pattern: '**/*.md', path: 'docs/a/README.md', matches: true },
  { pattern: 'src/**/x', path: 'src/x', matches: true },
  { pattern: 'src/**/x', path: 'src/a/b/x', matches: true },
  { pattern: 'src/**', path: '.src/x', matches: false },
  { pattern: 'src/**', path: 'src/.hidden', matches: true },
  { pattern: 'src/**', path: 'src/a\nb', matches: true },
  { pattern: '**/*.md', path: 'a\n/b\n.md', matches: true },
  { pattern: 'src/**.js', path: 'src/a/b.js', matches: true },
  { pattern: 'src/**.js', path: 'src/b.js', matches: true },
  { pattern: 'src?x', path: 'src/x', matches: false },
  { pattern: 'src/?', path: 'src/x', matches: true },
  { pattern: '*', path: 'a/b', matches: false },
  { pattern: 'src/{a,b}/*.ts', path: 'src/b/x.ts', matches: true },
  { pattern: 'src/[ab].ts', path: 'src/a.ts', matches: true },
  { pattern: 'app/[id]/page.ts', path: 'app/[id]/page.ts', matches: true },
  { pattern: 'app/[id]/**', path: 'app/[id]/page.ts', matches: true },
  { pattern: 'app/(auth)/**', path: 'app/(auth)/page.ts', matches: true },
  { pattern: 'app/(auth)/**', path: 'app/auth/page.ts', matches: false },
  { pattern: 'a|b/*', path: 'a', matches: false },
  { pattern: '{open', path: '{open', matches: true },
  { pattern: '{open', path: 'open', matches: false },
  { pattern: 'naïve/*', path: 'nai\u0308ve/x', matches: true },
  { pattern: './src/*', path: 'src/x', matches: true },
  { pattern: '/src/*', path: 'src/x', matches: true },
  { pattern: '!src/*', path: 'src/x', matches: false },
  { pattern: '!src/*', path: 'docs/x', matches: true },
  { pattern: 'src', path: 'src/x', matches: false },
  { pattern: '', path: 'src/x', matches: false },
  { pattern: `${'{a,'.repeat(40_000)}`, path: 'src/x', matches: false },
])('$pattern and $path: $matches', ({ pattern, path, matches }) => {
  expect(matchesGlob(pattern, path)).toBe(matches)
})

test.each([
  { pattern: 'src', paths: ['src/a/b'], matches: true },
  { pattern: 'src/', paths: ['src/a/b'], matches: true },
  { pattern: 'src', paths: ['srcs/a', 'lib/src'], matches: false },
  { pattern: 'app/[id]', paths: ['app/[id]/page.ts'], matches: true },
  { pattern: 'packages/*/', paths: ['packages/a/b/c'], matches: true },
  { pattern: 'packages/*', paths: ['packages/a/b'], matches: false },
  { pattern: '', paths: ['src/a'], matches: false },
])('any of $paths by $pattern: $matches', ({ pattern, paths, matches }) => {
  expect(anyPathMatches(pattern, paths)).toBe(matches)
})

test.each([
  { patterns: ['src/**', '!src/**/*.test.ts'], path: 'src/a/b.test.ts', matches: false },
  { patterns: ['!src/**/*.test.ts', 'src/**'], path: 'src/a/b.test.ts', matches: true },
  { patterns: ['src/**', '!src/gen', 'src/gen/keep.ts'], path: 'src/gen/keep.ts', matches: true },
  { patterns: ['src/**', '!src/gen'], path: 'src/gen/other.ts', matches: false },
  { patterns: ['!src'], path: 'docs/a', matches: false },
  { patterns: [], path: 'docs/a', matches: false },
])('$path by the list $patterns: $matches', ({ patterns, path, matches }) => {
  expect(compilePatterns(patterns)(path)).toBe(matches)
})

test.each([
  { pattern: 'src', found: true },
  { pattern: 'src/a.ts', found: true },
  { pattern: 'src/a', found: false },
  { pattern: '**/*.ts', found: true },
  { pattern: 'src/*/deep.ts', found: true },
  { pattern: 'lib/**', found: false },
  { pattern: 'app/[id]/*', found: true },
])('$pattern finds something: $found', ({ pattern, found }) => {
  const snapshot = memorySnapshot({ 'src/a.ts': '', 'src/b/deep.ts': '', 'app/[id]/page.ts': '' })
  expect(hasMatch(snapshot, pattern)).toBe(found)
})

test('a regular expression matches whole paths, and escaped text matches itself', () => {
  expect(globToRegExp('src/*.ts').test('x/src/a.ts')).toBe(false)
  const text = 'a|b\\{c}(d)[e]^$+*?.f'
  expect(new RegExp(`^${escapeRegex(text)}$`).test(text)).toBe(true)
})
