// The text of a script that is run or sourced: as this command line has written it, from its input, or on the disk.
import { withoutGlobs } from './marks.ts'
import { resolvePath } from './paths.ts'
import type { Call, Reader } from './reader.ts'

const OWN_INPUT = /^\/dev\/(?:stdin|fd\/0)$/

/** Undefined where nobody can say which file it is, or what will be in it. */
export function textOfScript(
  path: string,
  { scope, stdin }: Call,
  { surroundings }: Reader,
): string | undefined {
  const full = resolvePath(scope.folder, withoutGlobs(path))
  if (full === undefined) return undefined
  return scope.files.get(full) ?? (OWN_INPUT.test(full) ? stdin : undefined) ?? surroundings.readScript(full)
}
