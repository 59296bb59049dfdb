// The facts say which files are instructions: at least one, and none of them blank.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { keysOf } from '../../repo/json-pointer.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { FACTS_FILE, factsIn } from './facts-file.ts'

export const instructionFilesListed: Rule = {
  id: 'instruction-files-listed',
  codes: ['DRIFT_INSTRUCTION_FILES'],
  check: (snapshot) => {
    const { document, findings } = factsIn(snapshot)
    return findings
      .filter(({ top }) => top === 'instruction_files')
      .map(({ pointer, wanted, got }) => {
        const [, index] = keysOf(pointer)
        const subject = index === undefined ? '' : `entry ${Number(index) + 1} `
        const where = placeIn(FACTS_FILE, document, pointer)
        return diagnose('DRIFT_INSTRUCTION_FILES', where, { detail: `${subject}must be ${wanted}` }, { got })
      })
  },
}
