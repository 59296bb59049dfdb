// Of two agents with the same name only one can be called.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'

export const namesUnique: Rule = {
  id: 'names-unique',
  codes: ['AGENT_NAME_DUPLICATE'],
  check: (snapshot, options) => {
    const owners = new Map<string, string>()
    return agentFilesIn(snapshot, options).flatMap(({ file, name, document, fields }) => {
      const other = owners.get(name)
      if (other !== undefined && fields !== undefined)
        return [diagnose('AGENT_NAME_DUPLICATE', placeIn(file, document, '/name'), { name, other })]
      if (fields !== undefined) owners.set(name, file)
      return []
    })
  },
}
