// The context that the functions of the API take, and reading files by it. A path that leaves the repository is refused.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { resolveRoot } from '../repo/git.ts'
import { currentFolder, environment } from './environment.ts'

export interface HarnessContext {
  readonly repoRoot: string
  readonly specsRoot: string
  readonly manifestPath: string
  readonly factsPath: string
}

/** The argument, else the variable `DOTCLAUDE_REPO_ROOT`, else the repository around the current folder. */
export function createHarnessContext({ repoRoot }: { readonly repoRoot?: string } = {}): HarnessContext {
  const named = repoRoot ?? environment()['DOTCLAUDE_REPO_ROOT']
  if (named === '') throw new Failure('ENV_REPO_ROOT_UNKNOWN', { detail: 'repoRoot is empty' })
  const root = named ?? resolveRoot({ cwd: currentFolder() })
  return {
    repoRoot: root,
    specsRoot: join(root, 'docs/specs'),
    manifestPath: join(root, '.claude/skills-manifest.json'),
    factsPath: join(root, 'docs/repo-facts.json'),
  }
}

/** With slashes, as git and the reports write paths. */
export function toPosix(path: string): string {
  return path.split(sep).join('/')
}

export function readText(context: HarnessContext, path: string): string {
  return readFileSync(inRepository(context, path), 'utf8')
}

export function readJson(context: HarnessContext, path: string): unknown {
  return JSON.parse(readText(context, path)) as unknown
}

export function pathExists(context: HarnessContext, path: string): boolean {
  return existsSync(inRepository(context, path))
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** What `docs/repo-facts.json` says; throws where it is absent or no JSON. */
export function loadFacts({ factsPath }: HarnessContext): unknown {
  try {
    return JSON.parse(readFileSync(factsPath, 'utf8')) as unknown
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('ENV_FACTS_MISSING', { detail }, { cause })
  }
}

function inRepository({ repoRoot }: HarnessContext, path: string): string {
  const full = join(repoRoot, path)
  const inside = relative(repoRoot, full)
  if (inside.split(sep)[0] === '..' || isAbsolute(inside))
    throw new RangeError(`${path} leads out of the repository`)
  return full
}
