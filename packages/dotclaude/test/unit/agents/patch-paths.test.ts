// The files that a patch names.
import { expect, test } from 'vitest'
import { patchPaths } from '../../../src/agents/patch-paths.ts'

test.each([
  {
    what: 'an agent’s patch',
    patch:
      '*** Begin Patch\n*** Add File: a b.txt\n+x\n*** Update File: c\n*** Move to: d\n@@\n*** Delete File: e\r\n',
    paths: ['a b.txt', 'c', 'd', 'e'],
  },
  {
    what: 'a patch of git',
    patch: 'diff --git a/x b/y\nrename from x\nrename to y\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n',
    paths: ['x', 'y'],
  },
  { what: 'a new file', patch: '--- /dev/null\n+++ b/new\n', paths: ['new'] },
  {
    what: 'a time behind the name',
    patch: '--- old.c\t2026-01-01\n+++ old.c\t2026-01-02\n',
    paths: ['old.c'],
  },
  { what: 'a quoted name', patch: '--- "a/b c"\n+++ "b/b c"\n', paths: ['b c'] },
  {
    what: 'a patch in a here-document',
    patch: "apply_patch <<'E'\n*** Begin Patch\n*** Update File: a\nE",
    paths: ['a'],
  },
  { what: 'text', patch: 'nothing to see', paths: [] },
])('$what', ({ patch, paths }) => {
  expect(patchPaths(patch)).toEqual(paths)
})
