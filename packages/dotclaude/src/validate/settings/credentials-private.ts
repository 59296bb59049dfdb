// SEC-4: the credentials file is the user's alone. A system without permission bits is not judged.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'

const FILE = '~/.claude/.credentials.json'
const OTHERS = 0o077

export const credentialsPrivate: Rule = {
  id: 'credentials-private',
  codes: ['SETTINGS_SEC_4'],
  check: (_snapshot, { host }) => {
    const mode = host?.modeOf(`${host.homeFolder}/.claude/.credentials.json`)
    if (mode === undefined || (mode & OTHERS) === 0) return []
    const facts = { file: FILE, mode: (mode & 0o777).toString(8).padStart(3, '0') }
    return [
      diagnose('SETTINGS_SEC_4', { file: FILE, line: 1, column: 1 }, facts, {
        expected: '600',
        got: facts.mode,
      }),
    ]
  },
}
