// The names in an archive, as the program that would unpack it lists them. It reads only; an archive that is large, is not
// there, or that no program here can list has no names that are known.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

const ARCHIVE_BYTES_MAX = 64 * 1024 * 1024
const TIMEOUT_MS = 2_000
const OUTPUT_BYTES_MAX = 8 * 1024 * 1024

/** By the ending of the name; whatever else it is, `tar` knows it or nobody does. */
const LISTERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.(?:zip|jar|whl|war|nupkg|vsix|xpi|apk)$/i, ['unzip', '-Z1']],
  [/\.7z$/i, ['7z', 'l', '-slt', '-ba']],
  [/\.cpio$/i, ['cpio', '-it', '--quiet', '-F']],
  [/(?:)/, ['tar', '-tf']],
]

export function archiveMembers(path: string): readonly string[] | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  // With a colon `tar` would ask another machine.
  if (stats === undefined || !stats.isFile() || stats.size > ARCHIVE_BYTES_MAX || path.includes(':'))
    return undefined
  const [program = '', ...args] = LISTERS.find(([name]) => name.test(path))?.[1] ?? []
  const { status, stdout } = spawnSync(program, [...args, path], {
    timeout: TIMEOUT_MS,
    maxBuffer: OUTPUT_BYTES_MAX,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  })
  if (status !== 0) return undefined
  const lines = stdout.split('\n').filter((line) => line !== '')
  return program === '7z' ? lines.flatMap((line) => /^Path = (.+)$/.exec(line)?.[1] ?? []) : lines
}
