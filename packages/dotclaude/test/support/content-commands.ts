// The command lines that the library tells its readers to run: whole scripts in fences, and code spans in running text
// that begin with a program we know.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseShell } from 'unbash'

export interface Fence {
  /** The page, and which of its fences. */
  readonly where: string
  readonly language: string
  readonly code: string
}

export interface Page {
  readonly path: string
  readonly text: string
}

/** A program with its words, wherever it stands in a script. */
export interface ProgramCall {
  readonly where: string
  readonly program: string
  readonly words: readonly string[]
}

const PROGRAMS =
  'aws|az|bq|cosign|crossplane|curl|docker|dotclaude|gcloud|gh|git|go|grep|helm|jq|kubectl|npm|npx|pulumi|terraform|terragrunt'

/** What a call may be handed in its environment: `PR_BODY="…" dotclaude …`. */
const ASSIGNMENT = '(?:[A-Z_]+="[^"`\\n]*" )?'

export function pagesIn(folder: string, files: readonly string[]): readonly Page[] {
  return files
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}

export function fencesIn(pages: readonly Page[]): readonly Fence[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)].map(
      ([, indent = '', language = '', code = ''], index) => ({
        where: `${path} #${index + 1}`,
        language,
        code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      }),
    ),
  )
}

export function spansIn(pages: readonly Page[]): readonly Fence[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`(?<!\`)\`(${ASSIGNMENT}(?:${PROGRAMS}) [^\`\n]+)\`(?!\`)`, 'g'))].map(
      ([, code = '']) => ({
        where: path,
        language: 'sh',
        // In a table a pipe is written with a backslash, and `…` stands for what the reader has.
        code: code.replaceAll('\\|', '|').replaceAll('…', 'MORE'),
      }),
    ),
  )
}

export function callsIn({ code, where }: Fence): readonly ProgramCall[] {
  return commandsIn(parseShell(code)).map(([program = '', ...words]) => ({ where, program, words }))
}

/** Every command of a tree, as its words. */
function commandsIn(node: unknown): readonly (readonly string[])[] {
  if (Array.isArray(node)) return node.flatMap(commandsIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, name, suffix } = node as {
    readonly type?: string
    readonly name?: { readonly value?: string }
    readonly suffix?: readonly { readonly value?: string }[]
  }
  const own =
    type === 'Command' && name?.value !== undefined
      ? [[name.value, ...(suffix ?? []).map(({ value = '' }) => value)]]
      : []
  return [...own, ...Object.values(node).flatMap(commandsIn)]
}
