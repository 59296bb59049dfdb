// The items of our own library as values: each is a folder in the portable skill format, whatever it becomes in an
// agent. Everything that is not one of the six portable keys stands below `metadata`, as text.
import { parseFrontmatter } from '../repo/frontmatter-document.ts'
import type { Snapshot } from '../repo/snapshot.ts'

export type ItemKind = 'agent' | 'command' | 'rule' | 'skill'

export interface ItemFile {
  /** Relative to the item's folder, with slashes. */
  readonly path: string
  readonly text: string
}

export interface PortableItem {
  readonly kind: ItemKind
  /** The folder's name. */
  readonly id: string
  readonly description: string
  readonly license?: string
  readonly compatibility?: string
  /** As an agent grants them, one by one: `Bash(git log:*)` is one. */
  readonly allowedTools: readonly string[]
  readonly metadata: Readonly<Record<string, string>>
  /** Without frontmatter; begins with its first heading and ends in one line break. */
  readonly body: string
  /** What lies beside SKILL.md for agents to read, sorted by path. */
  readonly files: readonly ItemFile[]
}

const FOLDERS: Readonly<Record<string, ItemKind>> = {
  agents: 'agent',
  commands: 'command',
  rules: 'rule',
  skills: 'skill',
}

/** Sorted by kind and id. What has no readable frontmatter is left out; the check `index` says why. */
export function portableItemsIn(snapshot: Snapshot): readonly PortableItem[] {
  return snapshot.files.flatMap((path) => {
    const [folder = '', id = '', file, ...deeper] = path.split('/')
    const kind = FOLDERS[folder]
    if (kind === undefined || file !== 'SKILL.md' || deeper.length > 0) return []
    const item = itemAt(snapshot, kind, `${folder}/${id}`, id)
    return item === undefined ? [] : [item]
  })
}

function itemAt(snapshot: Snapshot, kind: ItemKind, folder: string, id: string): PortableItem | undefined {
  const text = snapshot.text(`${folder}/SKILL.md`)?.replaceAll('\r\n', '\n')
  const value = text === undefined ? undefined : parseFrontmatter(text).value
  if (text === undefined || !isRecord(value)) return undefined
  const { license, compatibility } = value
  return {
    kind,
    id,
    description: textOf(value['description']),
    ...(typeof license === 'string' ? { license } : {}),
    ...(typeof compatibility === 'string' ? { compatibility } : {}),
    allowedTools: splitTools(textOf(value['allowed-tools'])),
    metadata: textsOf(value['metadata']),
    body: bodyOf(text),
    files: filesBeside(snapshot, folder),
  }
}

/** Tests of an item are for us, not for agents. */
function filesBeside(snapshot: Snapshot, folder: string): readonly ItemFile[] {
  return snapshot
    .under(folder)
    .map((path) => path.slice(folder.length + 1))
    .filter((path) => path !== 'SKILL.md' && !path.startsWith('evals/'))
    .map((path) => ({ path, text: snapshot.text(`${folder}/${path}`)?.replaceAll('\r\n', '\n') ?? '' }))
}

function bodyOf(text: string): string {
  return `${text.replace(/^\uFEFF?---\n.*?\n---\n/s, '').trim()}\n`
}

/** Spaces separate them, but not inside the parentheses of one. */
function splitTools(text: string): readonly string[] {
  return text.match(/[^\s(]+(?:\([^)]*\))?/g) ?? []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
