// An instruction file that the facts name is there.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../shape.ts'
import { FACTS_FILE, factsIn } from './facts-file.ts'

export const instructionFilesExist: Rule = {
  id: 'instruction-files-exist',
  codes: ['DRIFT_INSTRUCTION_FILE_MISSING'],
  check: (snapshot) => {
    const { document, value } = factsIn(snapshot)
    return textsOf(value?.['instruction_files'])
      .filter(({ text }) => !snapshot.isFile(text))
      .map(({ text, index }) => {
        const nearest = nearestName(text, snapshot.files)
        const facts = { path: text, ...(nearest === undefined ? {} : { nearest }) }
        return diagnose(
          'DRIFT_INSTRUCTION_FILE_MISSING',
          placeIn(FACTS_FILE, document, `/instruction_files/${index}`),
          facts,
        )
      })
  },
}
