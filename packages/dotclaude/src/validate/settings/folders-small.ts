// OPS-2: past sessions are kept until somebody removes them.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'

const MEGABYTE = 1024 * 1024
const FOLDERS = [
  { folder: 'projects', megabytesMax: 1536 },
  { folder: 'file-history', megabytesMax: 100 },
]

export const foldersSmall: Rule = {
  id: 'folders-small',
  codes: ['SETTINGS_OPS_2'],
  check: (_snapshot, { host }) =>
    FOLDERS.flatMap(({ folder, megabytesMax }) => {
      const bytes = host?.sizeOf(`${host.homeFolder}/.claude/${folder}`) ?? 0
      if (bytes <= megabytesMax * MEGABYTE) return []
      const shown = `~/.claude/${folder}`
      const facts = { folder: shown, megabytes: Math.ceil(bytes / MEGABYTE), megabytesMax }
      return [diagnose('SETTINGS_OPS_2', { file: shown, line: 1, column: 1 }, facts)]
    }),
}
