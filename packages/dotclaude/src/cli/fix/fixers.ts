// What can be mended without asking anybody: where there is one right text, and writing it loses nothing. Each fixer
// mends the diagnostics of its codes in a draft; what it cannot mend it leaves.
import { applyEdits, modify } from 'jsonc-parser'
import type { Code } from '../../diagnostics/code-table.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { suppressionCommentsIn } from '../../diagnostics/suppression-comments.ts'
import { keysOf } from '../../repo/json-pointer.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { CONFIG_FILE } from '../../validate/config/config-file.ts'
import { MANIFEST_FILE } from '../../validate/manifest/manifest-file.ts'
import { refreshManifest } from '../../validate/manifest/refresh-manifest.ts'
import type { Draft } from './draft.ts'
import { removeFromJson } from './remove-json.ts'

export interface FixContext {
  readonly snapshot: Snapshot
  readonly draft: Draft
  /** ISO 8601. */
  readonly now: string
  /** Everything that is wrong, also what this fixer does not mend. */
  readonly found: readonly Diagnostic[]
}

export interface Fixer {
  readonly codes: readonly Code[]
  readonly fix: (diagnostics: readonly Diagnostic[], context: FixContext) => void
}

export const FIXERS: readonly Fixer[] = [
  { codes: ['SPEC_ID_MISMATCH'], fix: renameSpecs },
  {
    codes: ['SETTINGS_SEC_2'],
    fix: (found, { draft }) => each(found, (file, keys) => setJson(draft, file, keys, undefined)),
  },
  { codes: ['SUPPRESSION_UNUSED'], fix: removeSuppressions },
  {
    codes: [
      'MANIFEST_ENTRY_MISSING',
      'MANIFEST_CHECKSUM_MISMATCH',
      'MANIFEST_CHECKSUM_PARTIAL',
      'MANIFEST_ORPHAN_FILE',
      'MANIFEST_MISSING',
      'MANIFEST_PATH_DUPLICATE',
    ],
    fix: rewriteManifest,
  },
]

/** The folder is what others name the spec by, so the id follows it. */
function renameSpecs(diagnostics: readonly Diagnostic[], { draft }: FixContext): void {
  for (const { where, args } of diagnostics)
    if (where.file !== undefined) setJson(draft, where.file, ['id'], args['folder'])
}

const FOR_PEOPLE: readonly Code[] = ['SKILL_CAPABILITY_CHANGED', 'SKILL_HIDDEN_UNICODE']

/** What grants itself more than before, or hides text, has to be read by somebody before the manifest vouches for it. */
function rewriteManifest(
  _diagnostics: readonly Diagnostic[],
  { snapshot, draft, now, found }: FixContext,
): void {
  const suspect = new Set(
    found.filter(({ code }) => FOR_PEOPLE.includes(code)).map(({ where }) => where.file),
  )
  const refreshed = refreshManifest(snapshot, now, ({ files }) => files.some((file) => suspect.has(file)))
  if (refreshed.ok) draft.write(MANIFEST_FILE, refreshed.text)
}

/** From the end, so that what comes first keeps its line and its number. */
function removeSuppressions(diagnostics: readonly Diagnostic[], { draft }: FixContext): void {
  for (const { where, args } of diagnostics.toReversed()) {
    if (where.file === CONFIG_FILE) removeEntry(draft, keysOf(where.pointer ?? ''))
    else if (where.file !== undefined && where.line !== undefined)
      removeComment(draft, where.file, where.line, String(args['suppressed']))
  }
}

function removeEntry(draft: Draft, keys: readonly string[]): void {
  if (keys.length > 0) setJson(draft, CONFIG_FILE, keys, undefined)
}

/** A comment that also names a code which is still needed loses only the other one. */
function removeComment(draft: Draft, file: string, line: number, code: string): void {
  const text = draft.textOf(file)
  const comment =
    text === undefined ? undefined : suppressionCommentsIn(file, text).find((one) => one.line === line)
  if (text === undefined || comment === undefined) return
  const lines = text.split(/(?<=\n)/)
  const named = comment.text.match(/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/g) ?? []
  const isAlone = named.every((name) => name === code)
  const kept = isAlone ? [] : [withoutCode(lines[line - 1] ?? '', code)]
  draft.write(file, lines.toSpliced(line - 1, 1, ...kept).join(''))
}

function withoutCode(line: string, code: string): string {
  return line.replace(new RegExp(`\\b${code}\\b\\s*,\\s*|\\s*,\\s*${code}\\b`), '')
}

/** Places in one list go from the end too. */
function each(
  diagnostics: readonly Diagnostic[],
  act: (file: string, keys: readonly string[]) => void,
): void {
  for (const { where } of diagnostics.toReversed()) {
    // The user's own folder is not the repository's to mend.
    if (where.file === undefined || where.file.startsWith('~')) continue
    act(where.file, keysOf(where.pointer ?? ''))
  }
}

/** `undefined` removes the value. Comments, order and spacing of the rest stay. */
function setJson(draft: Draft, file: string, keys: readonly string[], value: unknown): void {
  const text = draft.textOf(file)
  if (text === undefined || keys.length === 0) return
  const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  if (value === undefined) return draft.write(file, removeFromJson(text, path))
  const formattingOptions = { tabSize: 2, insertSpaces: true, eol: text.includes('\r\n') ? '\r\n' : '\n' }
  draft.write(file, applyEdits(text, modify(text, path, value, { formattingOptions })))
}
