// Which change is to be judged, by the word of whoever runs us: a GitHub event, a GitLab merge request, or a person at a
// terminal. Only variables and the event's file are read here; whether the commits are there is git's to say. The text
// that states specs comes from the event's file first, since a variable may be set by a step before ours.
import { Failure } from '../diagnostics/failure.ts'
import type { Author } from '../policy/decide-coverage.ts'
import type { Environment } from './terminal.ts'

export interface ChangeContext {
  /** For people: what is judged. */
  readonly title: string
  /** Whether there is a description in which the author could have stated something. */
  readonly isPullRequest: boolean
  readonly body: string
  /** Revisions that stand for the branch to get into; the newest one counts. Empty: the default branch. */
  readonly bases: readonly string[]
  /** The revision to get in; absent: what is on disk. */
  readonly head?: string
  /** How to fetch the head where this clone lacks it. */
  readonly headHint?: string
  /** The two commits follow each other, so nothing has to be looked for in between. */
  readonly isLinear: boolean
  /** Commit messages may state a reason too, where nothing else can. */
  readonly messagesCount: boolean
  readonly author?: Author
  /** The platform names no author, so those of the commits count. */
  readonly commitsNameAuthors?: boolean
  /** Instead of asking git. */
  readonly listedFiles?: readonly string[]
  readonly notes: readonly string[]
}

export interface ContextSources {
  readonly env: Environment
  /** The value of `--base`. */
  readonly base?: string
  /** Reads the event's file; throws where it cannot. */
  readonly readFile: (path: string) => string
}

type Fields = Readonly<Record<string, unknown>>

const NO_COMMIT = /^0+$/
const PLAIN = {
  isPullRequest: false,
  body: '',
  bases: [],
  isLinear: false,
  messagesCount: false,
  notes: [],
} as const

export function changeContext(sources: ContextSources): ChangeContext {
  const context = withListedFiles(contextOf(sources), sources.env)
  return sources.base === undefined ? context : { ...context, bases: [sources.base], isLinear: false }
}

function contextOf({ env, readFile, base }: ContextSources): ChangeContext {
  const event = env['GITHUB_EVENT_NAME']
  if (isSet(event)) return githubContext(event, env, payloadOf(env, readFile))
  if (isSet(env['CI_MERGE_REQUEST_IID'])) return mergeRequestContext(env)
  if (isSet(env['GITLAB_CI'])) return pipelineContext(env)
  if (isSet(env['CI'])) return otherContext(env, base)
  return { ...PLAIN, title: 'what is on disk', body: env['PR_BODY'] ?? '', messagesCount: true }
}

/** Honoured on a laptop only: in CI, whoever sets it could let anything pass. */
function withListedFiles(context: ChangeContext, env: Environment): ChangeContext {
  const listed = env['HARNESS_CHANGED_FILES']
  if (!isSet(listed)) return context
  const isCi = ['CI', 'GITHUB_ACTIONS', 'GITHUB_EVENT_NAME', 'GITLAB_CI'].some((name) => isSet(env[name]))
  if (isCi) return { ...context, notes: [...context.notes, 'HARNESS_CHANGED_FILES is ignored in CI'] }
  const listedFiles = listed
    .split(',')
    .map((path) => path.trim())
    .filter(isSet)
  const note = 'the files come from HARNESS_CHANGED_FILES, not from git: this decides nothing'
  return { ...context, listedFiles, notes: [...context.notes, note] }
}

function payloadOf(env: Environment, readFile: (path: string) => string): Fields {
  const path = env['GITHUB_EVENT_PATH']
  if (!isSet(path)) return {}
  try {
    const payload = fieldsOf(JSON.parse(readFile(path)))
    if (payload) return payload
  } catch (cause) {
    throw new Failure(
      'ENV_CHANGE_UNKNOWN',
      { detail: 'the file in GITHUB_EVENT_PATH cannot be read' },
      { cause },
    )
  }
  throw new Failure('ENV_CHANGE_UNKNOWN', { detail: 'the file in GITHUB_EVENT_PATH holds no event' })
}

function githubContext(event: string, env: Environment, payload: Fields): ChangeContext {
  const pullRequest = fieldsOf(payload['pull_request'])
  if (pullRequest) return pullRequestContext(event, pullRequest)
  if (event.startsWith('pull_request')) return bareRequestContext(event, env)
  if (event === 'merge_group') return mergeGroupContext(payload)
  if (event === 'push') return pushContext(payload)
  const branch = textIn(fieldsOf(payload['repository']), 'default_branch')
  return { ...PLAIN, title: `${event} on HEAD`, bases: remote(branch), head: 'HEAD', messagesCount: true }
}

function pullRequestContext(event: string, pullRequest: Fields): ChangeContext {
  const base = fieldsOf(pullRequest['base'])
  const head = textIn(fieldsOf(pullRequest['head']), 'sha')
  if (head === undefined)
    throw new Failure('ENV_CHANGE_UNKNOWN', { detail: 'the event names no head commit' })
  const number = numberIn(pullRequest, 'number')
  return {
    ...PLAIN,
    title: `${event} ${number}`,
    isPullRequest: true,
    body: textIn(pullRequest, 'body') ?? '',
    bases: [...remote(textIn(base, 'ref')), ...known(textIn(base, 'sha'))],
    head,
    headHint: `Run \`git fetch origin pull/${number}/head\` first.`,
    ...authorOf(fieldsOf(pullRequest['user'])),
  }
}

/** Workflows of former versions pass the text in a variable; without the event's file nobody is known to be a bot. */
function bareRequestContext(event: string, env: Environment): ChangeContext {
  return {
    ...PLAIN,
    title: event,
    isPullRequest: true,
    body: env['PR_BODY'] ?? '',
    bases: remote(env['GITHUB_BASE_REF']),
    head: 'HEAD',
  }
}

/**
 * A merge queue has neither description nor author, so what the commits say counts. Anybody can write there what he likes;
 * but whatever gets into the queue has passed the gate of its pull request, where the platform's word counted.
 */
function mergeGroupContext(payload: Fields): ChangeContext {
  const queued = fieldsOf(payload['merge_group'])
  const base = textIn(queued, 'base_sha')
  const head = textIn(queued, 'head_sha')
  if (base === undefined || head === undefined)
    throw new Failure('ENV_CHANGE_UNKNOWN', { detail: 'the event names no commits of the merge group' })
  const group = { ...PLAIN, title: 'merge group', bases: [base], head, isLinear: true, messagesCount: true }
  return { ...group, commitsNameAuthors: true }
}

/** Whoever may push could state a reason in the message as well, so here too the commits' word is enough. */
function pushContext(payload: Fields): ChangeContext {
  const branch = textIn(fieldsOf(payload['repository']), 'default_branch')
  const push = pushed(textIn(payload, 'before'), textIn(payload, 'after'), remote(branch))
  return { ...push, commitsNameAuthors: true }
}

/** A branch that is new has no commit before; it is compared with the default branch. */
function pushed(
  before: string | undefined,
  after: string | undefined,
  fallback: readonly string[],
): ChangeContext {
  const push = { ...PLAIN, title: 'push', messagesCount: true }
  if (after === undefined || NO_COMMIT.test(after))
    throw new Failure('ENV_CHANGE_UNKNOWN', {
      detail: 'the push removes a branch, so there is no commit to judge',
    })
  if (before === undefined || NO_COMMIT.test(before)) return { ...push, bases: fallback, head: after }
  return { ...push, bases: [before], head: after, isLinear: true }
}

function mergeRequestContext(env: Environment): ChangeContext {
  const target = env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME']
  const isCut = env['CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED'] === 'true'
  const fetch = `git fetch origin ${isSet(target) ? target : 'BRANCH'}`
  return {
    ...PLAIN,
    title: `merge request ${env['CI_MERGE_REQUEST_IID'] ?? ''}`,
    isPullRequest: true,
    body: env['CI_MERGE_REQUEST_DESCRIPTION'] ?? '',
    bases: [...remote(target), ...known(env['CI_MERGE_REQUEST_TARGET_BRANCH_SHA'])],
    head: firstSet(env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'], env['CI_COMMIT_SHA']) ?? 'HEAD',
    headHint: `Run \`${fetch}\` first.`,
    notes: isCut ? ['GitLab hands on only the start of the description: name the spec there'] : [],
  }
}

function pipelineContext(env: Environment): ChangeContext {
  const fallback = remote(env['CI_DEFAULT_BRANCH'])
  return pushed(env['CI_COMMIT_BEFORE_SHA'], env['CI_COMMIT_SHA'], fallback)
}

/** Any other CI: it must say what to compare with, for a guess could let a change pass. */
function otherContext(env: Environment, base: string | undefined): ChangeContext {
  if (base === undefined)
    throw new Failure('ENV_CHANGE_UNKNOWN', { detail: 'this CI is not known, and --base is not given' })
  const body = env['PR_BODY']
  return {
    ...PLAIN,
    title: 'HEAD',
    isPullRequest: isSet(body),
    body: body ?? '',
    head: 'HEAD',
    messagesCount: true,
  }
}

/** The platform's word on who opened it; a variable such as GITHUB_ACTOR is anybody's word. */
function authorOf(user: Fields | undefined): { readonly author?: Author } {
  const login = textIn(user, 'login')
  return login === undefined ? {} : { author: { login, isBot: textIn(user, 'type') === 'Bot' } }
}

function remote(branch: string | undefined): readonly string[] {
  return isSet(branch) ? [`refs/remotes/origin/${branch}`] : []
}

function known(text: string | undefined): readonly string[] {
  return isSet(text) ? [text] : []
}

function firstSet(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find(isSet)
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function textIn(fields: Fields | undefined, name: string): string | undefined {
  const value = fields?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function numberIn(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'number' ? String(value) : 'NUMBER'
}
