// The first spec of a repository: an example that is true. It is a draft and so covers nothing; approving it is a
// decision of the owners.
import type { Snapshot } from '../repo/snapshot.ts'
import { FACTS_FILE } from './plan-facts.ts'
import type { Facts } from './plan-facts.ts'
import type { WantedFile } from './plan-file.ts'
import { TEMPLATES } from './templates.generated.ts'

export const FIRST_SPEC = 'docs/specs/governance'

export function hasSpecs(snapshot: Snapshot): boolean {
  return snapshot.under('docs/specs').some((path) => /^docs\/specs\/[^/]+\/spec\.json$/.test(path))
}

export function firstSpec(
  { name, version }: { readonly name: string; readonly version: string },
  facts: Facts,
): readonly WantedFile[] {
  const spec = {
    id: 'governance',
    title: `How ${name} is governed`,
    status: 'draft',
    owners: [`maintainers of ${name}`],
    // No more than its own subject: whoever approves it must not open every protected path by it.
    linked_paths: [FACTS_FILE, `${FIRST_SPEC}/**`],
    // As the pipelines call it, so that it runs where nothing is installed.
    acceptance_commands: [`npx --yes @dotclaude/dotclaude@${version} check`, ...facts.verification_commands],
    depends_on_specs: [],
    active_prs: [],
  }
  const text = TEMPLATES[`${FIRST_SPEC}/spec.md`]?.text ?? ''
  return [
    { path: `${FIRST_SPEC}/spec.json`, text: `${JSON.stringify(spec, undefined, 2)}\n` },
    { path: `${FIRST_SPEC}/spec.md`, text },
  ]
}
