// The files of a new spec: a spec.json that the validator accepts as it is, and a page with the sections to fill in.
import { Failure } from '../../diagnostics/failure.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { detectProject } from '../../install/detect-project.ts'
import type { Snapshot } from '../../repo/snapshot.ts'

export interface NewSpec {
  readonly id: string
  readonly title?: string
  readonly status: string
  readonly owners: readonly string[]
  readonly linkedPaths: readonly string[]
  readonly acceptanceCommands: readonly string[]
  readonly dependsOn: readonly string[]
}

export interface NewFile {
  readonly path: string
  readonly text: string
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

export function filesOfNewSpec(spec: NewSpec, snapshot: Snapshot): readonly NewFile[] {
  const folder = `docs/specs/${spec.id}`
  checkId(spec.id)
  if (snapshot.isDirectory(folder))
    throw new Failure(
      'SCAFFOLD_CONFLICT',
      { path: folder, detail: 'exists' },
      { hint: 'Choose another id, or edit the spec that is there.' },
    )
  for (const path of spec.linkedPaths) checkLinkedPath(path)
  for (const id of spec.dependsOn) checkDependency(id, snapshot)
  const title = spec.title ?? titleOf(spec.id)
  return [
    { path: `${folder}/spec.json`, text: specJson({ ...spec, title }, folder, snapshot) },
    { path: `${folder}/spec.md`, text: specPage(title) },
  ]
}

function checkId(id: string): void {
  if (SLUG.test(id)) return
  throw new Failure('SCAFFOLD_USAGE', {
    detail: `${id} is no id: use small letters, digits and single hyphens, as in log-in-by-mail`,
  })
}

/** Files may come after their spec, so what matches nothing is taken; what leads out of the repository never will match. */
function checkLinkedPath(path: string): void {
  const plain = path.trim().replace(/^!/, '')
  if (plain !== '' && !/^(?:[/~\\]|[A-Za-z]:)/.test(plain) && !plain.split(/[/\\]/).includes('..')) return
  const detail = `is ${JSON.stringify(path)}, but takes paths below the root of the repository, as in 'src/login/**'`
  throw new Failure('USAGE_FLAG_VALUE', { flag: '--path', detail })
}

function checkDependency(id: string, snapshot: Snapshot): void {
  if (snapshot.isDirectory(`docs/specs/${id}`)) return
  const folders = snapshot.under('docs/specs').map((path) => path.split('/')[2] ?? '')
  const nearest = nearestName(id, new Set(folders))
  throw new Failure(
    'USAGE_UNKNOWN_ID',
    { kind: 'spec', id, ...(nearest !== undefined && { nearest }) },
    { hint: 'Run `dotclaude spec list` to see all.' },
  )
}

/** `log-in-by-mail` is "Log in by mail". */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function specJson(spec: NewSpec, folder: string, snapshot: Snapshot): string {
  const { id, title, status, owners, dependsOn } = spec
  // Specs are often protected themselves, and this one may change what it says.
  const linkedPaths = [...new Set([...spec.linkedPaths, `${folder}/**`])]
  const commands = spec.acceptanceCommands.length > 0 ? spec.acceptanceCommands : usualTestsOf(snapshot)
  const value = {
    id,
    title,
    status,
    owners,
    linked_paths: linkedPaths,
    acceptance_commands: commands,
    depends_on_specs: dependsOn,
    active_prs: [],
  }
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** How a repository of this kind is usually tested; where nothing tells, a command that is there wherever git is. */
function usualTestsOf(snapshot: Snapshot): readonly string[] {
  const { verificationCommands } = detectProject(snapshot)
  return verificationCommands.length > 0 ? verificationCommands : ['git diff --check']
}

const SECTIONS: readonly (readonly [heading: string, asks: string])[] = [
  ['Problem', 'Who has which problem, and how is it seen?'],
  ['Scope', 'What is part of this, and what is left out on purpose?'],
  ['Approach', 'How is it solved, in a few sentences and perhaps a picture?'],
  ['Data flow', 'What goes where, and what is kept?'],
  ['Interfaces', 'Which commands, formats and functions change for others?'],
  ['Plan', 'Which steps, each of which can be merged by itself?'],
  ['Qualities', 'What must hold for speed, safety, privacy and operation?'],
  ['Risks and alternatives', 'What could go wrong, and what was decided against, and why?'],
]

function specPage(title: string): string {
  const sections = SECTIONS.map(([heading, asks]) => `## ${heading}\n\n<!-- ${asks} -->\n`)
  return `# ${title}\n\n${sections.join('\n')}`
}
