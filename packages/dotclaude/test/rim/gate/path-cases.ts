// Pull requests by what happens to which path.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { GOVERNANCE, NOT_STATED } from './crafted-case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { spec } from './crafted-repository.ts'

export const PATHS: readonly CraftedCase[] = [
  {
    title: 'renamed inside its spec',
    move: { 'src/login/form.ts': 'src/login/page.ts' },
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'renamed out of protection',
    move: { 'src/orphan.ts': 'lib/orphan.ts' },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['lib/orphan.ts'],
  },
  {
    title: 'renamed into protection',
    move: { 'lib/free.ts': 'src/free.ts' },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/free.ts'],
  },
  {
    title: 'renamed from one spec to no spec',
    move: { 'src/login/form.ts': 'src/form.ts' },
    body: 'Spec ID: login',
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
    files: ['src/form.ts'],
  },
  {
    title: 'renamed, and its spec follows',
    main: GOVERNANCE,
    move: { 'src/login/form.ts': 'src/entry.ts' },
    write: { 'docs/specs/login/spec.json': spec('login', 'approved', ['src/entry.ts']) },
    verdict: 'pass',
    codes: ['COVERAGE_SPEC_CHANGED'],
  },
  {
    title: 'deleted without a spec',
    write: { 'src/orphan.ts': false },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/orphan.ts'],
  },
  { title: 'deleted inside its spec', write: { 'src/login/form.ts': false }, verdict: 'pass', codes: [] },
  {
    title: 'replaced by a link',
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/orphan.ts'],
    afterwards: (repository) => {
      repository.delete('src/orphan.ts')
      symlinkSync('../README.md', join(repository.root, 'src/orphan.ts'))
      repository.commit('Link')
    },
  },
  {
    title: 'made executable',
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/orphan.ts'],
    afterwards: (repository) => {
      repository.git('update-index', '--chmod=+x', 'src/orphan.ts')
      repository.git('commit', '--quiet', '-m', 'Mode')
    },
  },
  { title: 'name outside ASCII, covered', write: { 'src/Überblick.ts': 'x' }, verdict: 'pass', codes: [] },
  {
    title: 'name outside ASCII, uncovered',
    write: { 'src/naïve – 概要.ts': 'x' },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/naïve – 概要.ts'],
  },
  {
    title: 'letters composed differently',
    write: { 'src/U\u0308berblick.ts': 'x' },
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'name that git quotes',
    write: { 'src/a "b"\n\\c.ts': 'x' },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/a "b"\n\\c.ts'],
  },
  { title: 'monorepo path by a glob', write: { 'packages/a/lib/login.ts': 'x' }, verdict: 'pass', codes: [] },
  {
    title: 'monorepo path of no spec',
    write: { 'packages/a/lib/other.ts': 'x', 'packages/b/lib/new.ts': 'x' },
    verdict: 'fail',
    codes: [...NOT_STATED, 'COVERAGE_UNCOVERED'],
    files: ['packages/a/lib/other.ts', 'packages/b/lib/new.ts'],
  },
  {
    title: 'braces do not cover their neighbours',
    write: { 'src/search/other.ts': 'x' },
    body: 'Spec ID: search',
    verdict: 'fail',
    codes: ['COVERAGE_SPEC_ID_UNUSED', 'COVERAGE_UNCOVERED'],
    files: ['src/search/other.ts'],
  },
  {
    title: 'folder name that only begins alike',
    write: { 'src/billing-old/x.ts': 'x' },
    body: 'Spec ID: billing',
    verdict: 'fail',
    codes: ['COVERAGE_SPEC_ID_UNUSED', 'COVERAGE_UNCOVERED'],
    files: ['src/billing-old/x.ts'],
  },
]
