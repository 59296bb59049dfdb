// Instructions that count the teams agree with the facts. Only a plain count is compared: `2 other teams` and
// `at least 2 teams` say something else, and so does code.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'
import { factsIn, instructionFilesIn } from './facts-file.ts'
import type { InstructionFile } from './facts-file.ts'

const PHRASE = /(?<![\w.,-])(\d+)\s+teams?\b/gi
const QUALIFIED =
  /\b(at least|at most|up to|more than|fewer than|less than|over|under|another|any|every|of the|first|last|other|to|or|-)\s+$/i

export const teamCount: Rule = {
  id: 'team-count',
  codes: ['DRIFT_TEAM_COUNT'],
  check: (snapshot) => {
    const count = factsIn(snapshot).value?.['team_count']
    if (typeof count !== 'number') return []
    return instructionFilesIn(snapshot).flatMap((file) => diagnosticsIn(file, count))
  },
}

function diagnosticsIn({ file, text }: InstructionFile, count: number): readonly Diagnostic[] {
  const prose = text.replaceAll(/<!--[^]*?-->|^(```|~~~)[^]*?^\1|`[^`\n]*`/gm, (part) =>
    part.replaceAll(/[^\n]/g, ' '),
  )
  return prose.split('\n').flatMap((line, index) =>
    [...line.matchAll(PHRASE)]
      .filter((match) => Number(match[1]) !== count && !QUALIFIED.test(line.slice(0, match.index)))
      .map((match) => {
        const where = { file, line: index + 1, column: match.index + 1 }
        const more = { expected: String(count), got: match[1] ?? '' }
        return diagnose('DRIFT_TEAM_COUNT', where, { phrase: match[0], count }, more)
      }),
  )
}
