// The model of an agent is one of the short names, or the full name of a model.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'

const MODELS = ['opus', 'sonnet', 'haiku', 'inherit']

export const modelKnown: Rule = {
  id: 'model-known',
  codes: ['AGENT_INVALID_MODEL'],
  check: (snapshot, options) =>
    agentFilesIn(snapshot, options).flatMap(({ file, document, findings }) =>
      findings
        .filter(
          ({ top, isMissing, got }) => top === 'model' && !isMissing && got.trim() !== '' && got !== 'null',
        )
        .map(({ pointer, got }) => {
          const nearest = nearestName(got, MODELS)
          const facts = { model: got, allowed: MODELS, ...(nearest === undefined ? {} : { nearest }) }
          const more = { expected: MODELS.join(', '), got }
          return diagnose('AGENT_INVALID_MODEL', placeIn(file, document, pointer), facts, more)
        }),
    ),
}
