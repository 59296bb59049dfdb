// A commit as a snapshot: what a branch says, whatever is checked out. The files that somebody is sure to ask for are
// read in one call; any other costs a call of its own.
import { askGit, fieldsOf, runGit } from './git.ts'
import { makeSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/** The commit by its full name: it has to be there (`commitOf`). */
export function openCommit(
  root: string,
  commit: string,
  isWanted: (path: string) => boolean = () => false,
): Snapshot {
  const blobs = blobsOf(root, commit)
  const wanted = [...blobs].filter(([path]) => isWanted(path)).map(([, blob]) => blob)
  const contents = readBlobs(root, [...new Set(wanted)])
  return makeSnapshot({
    root,
    files: [...blobs.keys()],
    read: (path) => {
      const blob = blobs.get(path)
      return blob === undefined ? undefined : (contents.get(blob) ?? readBlob(root, blob))
    },
  })
}

/** Path to the name of its contents. Links are listed without contents, other repositories not at all. */
function blobsOf(root: string, commit: string): ReadonlyMap<string, string | undefined> {
  const entries = fieldsOf(askGit(root, ['ls-tree', '-r', '-z', commit])).map((entry) => {
    const tab = entry.indexOf('\t')
    const [mode, type, blob] = entry.slice(0, tab).split(' ')
    return { path: entry.slice(tab + 1), type, blob: mode === '120000' ? undefined : blob }
  })
  return new Map(entries.filter(({ type }) => type === 'blob').map(({ path, blob }) => [path, blob]))
}

/** Each answer is `<name> blob <size>`, a line break, the bytes and another line break. */
function readBlobs(
  root: string,
  names: readonly (string | undefined)[],
): ReadonlyMap<string | undefined, Buffer> {
  const known = names.filter((name) => name !== undefined)
  const contents = new Map<string | undefined, Buffer>()
  if (known.length === 0) return contents
  const answer = askGit(root, ['cat-file', '--batch'], { input: known.map((name) => `${name}\n`).join('') })
  for (let at = 0; at < answer.length;) {
    const headEnd = answer.indexOf('\n', at)
    const [name, , size] = answer.subarray(at, headEnd).toString('utf8').split(' ')
    const end = headEnd + 1 + Number(size)
    contents.set(name, answer.subarray(headEnd + 1, end))
    at = end + 1
  }
  return contents
}

function readBlob(root: string, name: string): Uint8Array | undefined {
  const run = runGit(root, ['cat-file', 'blob', name])
  return run.ok ? run.stdout : undefined
}
