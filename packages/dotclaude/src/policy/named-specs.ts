// The specs that a pull request names: whether they exist, may cover anything, and cover anything here.
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearestName } from '../diagnostics/nearest-name.ts'
import { coverersOf } from './judging-specs.ts'
import type { JudgingSpecs } from './judging-specs.ts'
import { ELIGIBLE_STATUSES } from './policy.ts'
import type { CoveringSpec } from './policy.ts'
import type { Statement } from './statement.ts'
import type { TouchedPath } from './touched-path.ts'

export function judgeIds(
  { ids }: Statement,
  specs: JudgingSpecs,
  touched: readonly TouchedPath[],
): readonly Diagnostic[] {
  const covering = new Set(touched.flatMap((path) => coverersOf(specs, path)).map(({ id }) => id))
  return ids.flatMap((item) => {
    const named = namedBy(item, specs.merged)
    if (named.length === 0) return [unknownId(item, specs.merged)]
    const unused = touched.length > 0 && named.every(({ id }) => !covering.has(id))
    return [
      ...named.filter(({ isEligible }) => !isEligible).map(notYet),
      ...(unused ? named.filter(({ isEligible }) => isEligible).map(({ id }) => coversNothing(id)) : []),
    ]
  })
}

/** An item is an id; or several between blanks; or a sentence in which ids stand. */
export function namedBy(item: string, specs: readonly CoveringSpec[]): readonly CoveringSpec[] {
  const whole = specs.filter(({ id }) => id === item)
  return whole.length > 0 ? whole : specs.filter(({ id }) => item.split(/\s+/).includes(id))
}

function unknownId(id: string, specs: readonly CoveringSpec[]): Diagnostic {
  const known = specs.map((spec) => spec.id)
  const nearest = nearestName(id, known)
  return diagnose(
    'COVERAGE_UNKNOWN_SPEC_ID',
    {},
    { id, detail: 'there is no such spec', ...(nearest === undefined ? {} : { nearest }) },
    { got: id },
  )
}

function notYet({ id, file, status }: CoveringSpec): Diagnostic {
  const detail = status === 'unreadable' ? 'its spec.json cannot be read' : `its status is ${status}`
  return diagnose(
    'COVERAGE_UNKNOWN_SPEC_ID',
    { file },
    { id, detail },
    { got: status, expected: ELIGIBLE_STATUSES.join(', ') },
  )
}

function coversNothing(id: string): Diagnostic {
  return diagnose('COVERAGE_SPEC_ID_UNUSED', {}, { id })
}
