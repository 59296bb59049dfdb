// Reads objects of a repository in two calls, however many there are: their sizes first, so that nothing that is larger
// than a handoff can be is ever read, then their content.
import { askRemote } from './remote-repository.ts'
import type { RemoteRepository } from './remote-repository.ts'

const LF = 0x0a

/** Name to size, for those that are here. A name is anything that git takes for an object, such as `COMMIT:FILE`. */
export async function sizesOf(
  remote: RemoteRepository,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map()
  const args = ['cat-file', '--batch-check=%(objecttype) %(objectsize)']
  const answer = await askRemote(remote, folder, { args, input: linesOf(names) })
  const lines = answer.toString('utf8').split('\n')
  return new Map(
    names.flatMap((name, index) => {
      const size = /^(?:blob|commit) (\d+)$/.exec(lines[index] ?? '')?.[1]
      return size === undefined ? [] : [[name, Number(size)] as const]
    }),
  )
}

/** Name to text; every name has to be one that has a size. */
export async function textsOf(
  remote: RemoteRepository,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const args = ['cat-file', '--batch=%(objectsize)']
  const answer = await askRemote(remote, folder, { args, input: linesOf(names) })
  const texts = new Map<string, string>()
  let at = 0
  for (const name of names) {
    const end = answer.indexOf(LF, at)
    const size = Number(answer.toString('latin1', at, end))
    if (end === -1 || Number.isNaN(size)) break
    texts.set(name, answer.toString('utf8', end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return texts
}

function linesOf(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('')
}
