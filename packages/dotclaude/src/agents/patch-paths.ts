// The files that a patch would change: of the form that agents write (`*** Update File: a`) and of unified diffs.

const AGENT_LINE = /^\s*\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+?)\s*$/
const DIFF_LINE = /^(?:---|\+\+\+) (?:"(.*)"|([^\t\n]+))/
const MOVE_LINE = /^(?:rename|copy) (?:from|to) (.+)$/

/** In the order of the patch, once each. */
export function patchPaths(patch: string): readonly string[] {
  const lines = patch.split(/\r?\n/)
  const own = lines.flatMap((line) => AGENT_LINE.exec(line)?.[1] ?? [])
  const paths = own.length > 0 ? own : lines.flatMap(diffPath)
  return [...new Set(paths)]
}

function diffPath(line: string): readonly string[] {
  const moved = MOVE_LINE.exec(line)?.[1]
  if (moved !== undefined) return [moved]
  const [, quoted, plain] = DIFF_LINE.exec(line) ?? []
  const path = (quoted ?? plain)?.trim()
  return path === undefined || path === '/dev/null' ? [] : [path.replace(/^[ab]\//, '')]
}
