// A protected file that no spec covers, with what comes closest to covering it and the step that mends it.
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { JudgingSpecs } from './judging-specs.ts'
import { namedBy } from './named-specs.ts'
import { isPolicyFile } from './policy.ts'
import type { CoveringSpec } from './policy.ts'
import type { Statement } from './statement.ts'
import type { TouchedPath } from './touched-path.ts'

export function explainUncovered(
  { path, change }: TouchedPath,
  specs: JudgingSpecs,
  statement: Statement,
): Diagnostic {
  // A rename shows under the new name only, so that is where a reader finds the note about the old one.
  const where = { file: change.path }
  const named = statement.ids
    .flatMap((item) => namedBy(item, specs.merged))
    .find(({ isEligible }) => isEligible)
  const draft = specs.merged.find(({ isEligible, covers }) => !isEligible && covers(path))
  const reason = reasonFor(path, specs, { named, draft })
  return diagnose(
    'COVERAGE_UNCOVERED',
    where,
    {
      ...(path === change.path ? {} : { former: path }),
      ...(reason.detail === undefined ? {} : { detail: reason.detail }),
    },
    {
      got: path,
      hint: reason.hint ?? `Add it to linked_paths of the spec that owns it, or run ${commandFor(path)}.`,
    },
  )
}

/** For a shell: between single quotes only the quote itself needs care. */
function commandFor(path: string): string {
  return `\`dotclaude spec new ID --path '${path.replaceAll("'", String.raw`'\''`)}'\` and have it approved`
}

interface Nearest {
  readonly named: CoveringSpec | undefined
  readonly draft: CoveringSpec | undefined
}

function reasonFor(
  path: string,
  specs: JudgingSpecs,
  { named, draft }: Nearest,
): { readonly detail?: string; readonly hint?: string } {
  const quoted = JSON.stringify(path)
  const own = isPolicyFile(path) && specs.merged.find(({ isEligible, covers }) => isEligible && covers(path))
  if (own) return { detail: `${own.id} covers it only by this change, which cannot approve itself` }
  if (draft)
    return {
      detail: `${draft.id} would, but its status is ${draft.status}`,
      hint: `Have ${draft.file} approved first.`,
    }
  if (!named) return {}
  return {
    detail: `${named.id} is named and does not list it`,
    hint: `Add ${quoted} to linked_paths in ${named.file}, or name the spec that owns it.`,
  }
}
