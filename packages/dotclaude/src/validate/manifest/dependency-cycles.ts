// Skills that need each other can never be loaded one after the other. Entries of one name count together, so that a
// name that appears twice hides no circle.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { cycleText, findCycles } from '../find-cycles.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { MANIFEST_FILE, manifestIn } from './manifest-file.ts'

export const dependencyCycles: Rule = {
  id: 'dependency-cycles',
  codes: ['MANIFEST_DEPENDENCY_CYCLE'],
  check: (snapshot) => {
    const { document, entries } = manifestIn(snapshot) ?? { document: undefined, entries: [] }
    const graph = new Map<string, readonly string[]>()
    for (const { name, dependencies } of entries)
      graph.set(name, [...(graph.get(name) ?? []), ...dependencies.map(({ text }) => text)])
    return findCycles(graph).map((cycle) => {
      const entry = entries.find(({ name }) => name === cycle[0])
      const where = placeIn(MANIFEST_FILE, document, `${entry?.pointer}/dependencies`)
      const text = cycleText(cycle)
      return diagnose('MANIFEST_DEPENDENCY_CYCLE', where, { cycle: text }, { got: text })
    })
  },
}
