// The skills and commands of a repository, as agents find them below .claude: which files make up each.
import type { Snapshot } from '../repo/snapshot.ts'
import { oncePerSnapshot } from './rule.ts'

const COMMANDS = '.claude/commands'
const SKILLS = '.claude/skills'

export interface ContentItem {
  readonly kind: 'command' | 'skill'
  /** What people call it: a skill's folder, or a command's path without its ending, with `:` between folders. */
  readonly name: string
  /** The command's file, or the skill's SKILL.md. */
  readonly path: string
  /** Every file that belongs to it, the first one among them, sorted. */
  readonly files: readonly string[]
}

/** Commands first, then skills, each sorted by path. */
export const contentItemsIn: (snapshot: Snapshot) => readonly ContentItem[] = oncePerSnapshot((snapshot) => [
  ...snapshot.under(COMMANDS).filter(isMarkdown).map(commandAt),
  ...snapshot.under(SKILLS).flatMap((path) => skillAt(snapshot, path)),
])

/** What an entry of a manifest means by its path, also outside `.claude`: a SKILL.md stands for its folder. */
export function contentItemAt(snapshot: Snapshot, path: string): ContentItem {
  const known = contentItemsIn(snapshot).find((item) => item.path === path)
  if (known !== undefined) return known
  const folder = path.endsWith('/SKILL.md') ? path.slice(0, -'/SKILL.md'.length) : undefined
  const name = (folder ?? path).replace(/^.*\//, '').replace(/\.md$/, '')
  return { kind: 'skill', name, path, files: folder === undefined ? [path] : snapshot.under(folder) }
}

function isMarkdown(path: string): boolean {
  return path.endsWith('.md')
}

function commandAt(path: string): ContentItem {
  const name = path.slice(COMMANDS.length + 1, -'.md'.length).replaceAll('/', ':')
  return { kind: 'command', name, path, files: [path] }
}

function skillAt(snapshot: Snapshot, path: string): readonly ContentItem[] {
  const [first = '', second, ...deeper] = path.slice(SKILLS.length + 1).split('/')
  if (second === undefined) return isMarkdown(first) ? [flatSkill(first, path)] : []
  if (second !== 'SKILL.md' || deeper.length > 0) return []
  return [{ kind: 'skill', name: first, path, files: snapshot.under(`${SKILLS}/${first}`) }]
}

function flatSkill(file: string, path: string): ContentItem {
  return { kind: 'skill', name: file.slice(0, -'.md'.length), path, files: [path] }
}
