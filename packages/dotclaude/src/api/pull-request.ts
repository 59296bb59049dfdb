// Pull requests by the API: the sections of their text, and what the environment says about one. The command line reads
// the event itself; here the variables are the contract.
import { changedFiles } from '../repo/changes.ts'
import { commitOf, mergeBase } from '../repo/git.ts'
import { Failure } from '../diagnostics/failure.ts'
import { visibleLines } from '../policy/visible-markdown.ts'
import { currentFolder, environment } from './environment.ts'

export interface PullRequestContext {
  readonly isPullRequest: boolean
  readonly body: string
  readonly actor: string
}

/** The text under a heading of the second level, without code fences and comments; empty where there is none. */
export function extractTemplateSection(body: string, heading: string): string {
  const lines = visibleLines(body)
  const wanted = heading.trim().toLowerCase()
  const start = lines.findIndex((line) => headingIn(line)?.toLowerCase() === wanted)
  if (start === -1) return ''
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^ {0,3}##?\s/.test(line))
  return (end === -1 ? rest : rest.slice(0, end)).join('\n').trim()
}

function headingIn(line: string): string | undefined {
  return /^ {0,3}##[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line)?.[1]
}

/** Whether something is left without comments. */
export function isMeaningfulSection(section: string): boolean {
  return visibleLines(section).some((line) => line.trim() !== '')
}

export function getPullRequestContext(): PullRequestContext {
  const env = environment()
  const event = env['GITHUB_EVENT_NAME'] ?? ''
  return {
    isPullRequest: event === 'pull_request' || event === 'pull_request_target',
    body: env['PR_BODY'] ?? '',
    actor: env['PR_ACTOR'] ?? env['GITHUB_ACTOR'] ?? '',
  }
}

export function isBotActor(actor: string): boolean {
  return actor === 'dependabot[bot]' || actor === 'github-actions[bot]'
}

/** The variable `HARNESS_CHANGED_FILES`, else what git says against the base. Throws where git cannot tell. */
export function getChangedFiles(): readonly string[] {
  const env = environment()
  const listed = env['HARNESS_CHANGED_FILES'] ?? ''
  if (listed !== '') return listed.split(',')
  const root = currentFolder()
  const base = commitOf(root, `origin/${env['GITHUB_BASE_REF'] ?? 'main'}`)
  const start = base === undefined ? undefined : mergeBase(root, base, 'HEAD')
  if (start === undefined)
    throw new Failure('ENV_BASE_UNKNOWN', { detail: 'the base branch is not in this clone' })
  const changes = changedFiles(root, start, 'HEAD')
  return changes.flatMap(({ path, from, status }) =>
    from === undefined || status === 'C' ? [path] : [from, path],
  )
}
