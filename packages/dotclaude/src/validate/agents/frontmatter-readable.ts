// Agents whose frontmatter cannot be read are skipped without a word, so it must be readable.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { firstErrorIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'

const DETAILS: Readonly<Record<string, string>> = {
  unterminated: 'no second --- ends it',
  'not-a-mapping': 'it holds no fields',
}

export const frontmatterReadable: Rule = {
  id: 'frontmatter-readable',
  codes: ['AGENT_FRONTMATTER_INVALID'],
  check: (snapshot, options) =>
    agentFilesIn(snapshot, options).flatMap(({ file, document }) => {
      const detail = document.errors[0]?.message ?? DETAILS[document.problem ?? '']
      return detail === undefined
        ? []
        : [diagnose('AGENT_FRONTMATTER_INVALID', firstErrorIn(file, document), { detail })]
    }),
}
