// Specs that wait for each other can never be done; a spec that waits for itself is the shortest such circle.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { cycleText, findCycles } from '../find-cycles.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'

export const dependencyCycles: Rule = {
  id: 'dependency-cycles',
  codes: ['SPEC_DEPENDENCY_CYCLE'],
  check: (snapshot) => {
    const specs = new Map(specFilesIn(snapshot).map((spec) => [spec.folder, spec]))
    const graph = new Map(
      [...specs].map(([folder, { value }]) => [
        folder,
        textsOf(value?.['depends_on_specs']).map(({ text }) => text),
      ]),
    )
    return findCycles(graph).flatMap((cycle) => {
      const spec = specs.get(cycle[0] ?? '')
      if (spec === undefined) return []
      const index = graph.get(spec.folder)?.indexOf(cycle[1] ?? spec.folder)
      const where = placeIn(spec.file, spec.document, `/depends_on_specs/${index}`)
      return [
        diagnose('SPEC_DEPENDENCY_CYCLE', where, { cycle: cycleText(cycle) }, { got: cycleText(cycle) }),
      ]
    })
  },
}
