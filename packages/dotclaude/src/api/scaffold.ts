// Copies a folder of templates into a target. What is there already stays, unless it is forced; a file that is replaced
// is kept beside the new one.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ValidationError } from '../diagnostics/validation-error.ts'

export interface ScaffoldRequest {
  readonly templatesDir: string
  readonly targetDir: string
  /** For `{{name}}` in the templates; a name that is not here stays as it is. */
  readonly placeholders: Readonly<Record<string, string>>
}

export interface ScaffoldResult {
  /** Relative to the target, sorted. */
  readonly filesWritten: readonly string[]
}

/** What says that a target is initialised. */
const SENTINELS = ['.claude/skills-manifest.json', 'docs/specs']
const PREFIXES: readonly (readonly [from: string, to: string])[] = [
  ['claude/', '.claude/'],
  ['workflows/', '.github/workflows/'],
]

export function scaffoldHarness(
  { templatesDir, targetDir, placeholders }: ScaffoldRequest,
  { force = false }: { readonly force?: boolean } = {},
): ScaffoldResult {
  if (!force) refuseInitialised(targetDir)
  const written = filesBelow(templatesDir).flatMap((path) => {
    const target = targetOf(path)
    const source = join(templatesDir, path)
    const text = filled(readFileSync(source, 'utf8'), placeholders, path.endsWith('.json'))
    return writeTemplate(join(targetDir, target), text, statSync(source).mode, force) ? [target] : []
  })
  return { filesWritten: written.toSorted() }
}

function refuseInitialised(targetDir: string): void {
  const found = SENTINELS.map((path) => join(targetDir, path)).find((path) => existsSync(path))
  if (found === undefined) return
  throw new ValidationError({
    code: 'SCAFFOLD_CONFLICT',
    message: 'the target is already initialised',
    file: found,
    hint: 'Pass force to write all the same; what is replaced is kept beside the new file.',
    category: 'scaffold',
  })
}

function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    return entry.isDirectory() ? filesBelow(folder, path) : [path]
  })
}

function targetOf(path: string): string {
  const prefix = PREFIXES.find(([from]) => path.startsWith(from))
  return prefix === undefined ? path : `${prefix[1]}${path.slice(prefix[0].length)}`
}

/** In JSON a value is escaped, because a name may hold quotes. */
function filled(text: string, placeholders: Readonly<Record<string, string>>, isJson: boolean): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    if (!Object.hasOwn(placeholders, name)) return whole
    const value = placeholders[name] ?? ''
    return isJson ? JSON.stringify(value).slice(1, -1) : value
  })
}

/** Whether something was written. */
function writeTemplate(path: string, text: string, mode: number, force: boolean): boolean {
  const isThere = existsSync(path)
  if (isThere && (!force || readFileSync(path, 'utf8') === text)) return false
  if (isThere) renameSync(path, freeName(`${path}.bak`))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, mode)
  return true
}

function freeName(path: string): string {
  let name = path
  for (let number = 1; existsSync(name); number += 1) name = `${path}.${number}`
  return name
}
