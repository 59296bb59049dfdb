// A folder for the test that is running, gone when it ends.
import { makeTempTree } from 'testkit/temp-tree'
import type { TempTree, TreeFiles } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'

export function tempTree(files?: TreeFiles): TempTree {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree
}
