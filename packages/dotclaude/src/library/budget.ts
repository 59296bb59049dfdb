// What an agent is told of the library before anybody asks for any of it: the rules whole, and of everything else a line
// with name and description. Where an agent limits the list, what lies behind the limit loses its description, and then
// the agent cannot know when to use it.
import { parseFrontmatter } from '../repo/frontmatter-document.ts'
import type { LibraryItem } from './sources.ts'

export interface AgentBudget {
  readonly agent: string
  /** Characters of the rules, which are in every session. */
  readonly rules: number
  /** Characters of the list of skills and commands. */
  readonly list: number
  /** Characters of the list of agents. */
  readonly agents: number
  /** All of it in tokens, at four characters each. */
  readonly tokens: number
  /** Of the list, in characters; absent where the agent publishes none. */
  readonly limit?: number
  /** Ids whose description does not fit into the limit any more, by name. */
  readonly dropped: readonly string[]
}

interface Reader {
  readonly agent: string
  readonly limit?: number
  /** An entry's description is cut there. */
  readonly entryMax?: number
  /** Whether commands are in the list that the model sees. */
  readonly listsCommands: boolean
}

const CHARACTERS_PER_TOKEN = 4

/**
 * Claude Code gives the list one hundredth of a context of 200,000 tokens and cuts a description at 1,536 characters;
 * Codex caps its catalogue at 8,000 characters. The others say nothing of a limit.
 */
const READERS: readonly Reader[] = [
  { agent: 'claude', limit: 8000, entryMax: 1536, listsCommands: true },
  { agent: 'codex', limit: 8000, listsCommands: true },
  { agent: 'copilot', listsCommands: true },
  { agent: 'cursor', listsCommands: false },
  { agent: 'gemini', listsCommands: false },
  { agent: 'opencode', listsCommands: false },
]

/** For each agent, of the items that it would be given. */
export function budgetsOf(items: readonly LibraryItem[]): readonly AgentBudget[] {
  return READERS.map((reader) => budgetOf(reader, items))
}

function budgetOf(reader: Reader, items: readonly LibraryItem[]): AgentBudget {
  const { agent, limit } = reader
  const ofType = (type: string) => items.filter(({ entry }) => entry.type === type)
  const listed = [...ofType('skill'), ...(reader.listsCommands ? ofType('command') : [])]
    .filter((item) => agent !== 'claude' || isForModel(item))
    .toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
  const rules = sum(ofType('rule').map(({ text }) => text.replace(/^---\n.*?\n---\n/s, '').length))
  const list = sum(listed.map((item) => lineLength(item, reader)))
  const agents = sum(ofType('agent').map((item) => lineLength(item, reader)))
  return {
    agent,
    rules,
    list,
    agents,
    tokens: Math.ceil((rules + list + agents) / CHARACTERS_PER_TOKEN),
    ...(limit === undefined ? {} : { limit }),
    dropped: droppedFrom(listed, reader),
  }
}

/** As `- name: description` and a line break. */
function lineLength({ entry: { id, description } }: LibraryItem, { entryMax = Infinity }: Reader): number {
  return '- : \n'.length + id.length + Math.min(description.length, entryMax)
}

/** Names stay; descriptions go from the end, since which item is used least is known to the agent alone. */
function droppedFrom(listed: readonly LibraryItem[], reader: Reader): readonly string[] {
  const { limit = Infinity } = reader
  let left = limit - sum(listed.map(({ entry }) => '- : \n'.length + entry.id.length))
  return listed.flatMap(({ entry: { id, description } }) => {
    left -= Math.min(description.length, reader.entryMax ?? Infinity)
    return left < 0 ? [id] : []
  })
}

/** What only a person may start is not in the list of the model. */
function isForModel({ entry, text }: LibraryItem): boolean {
  const { value } = parseFrontmatter(text)
  const { metadata, 'disable-model-invocation': isHidden } = (value ?? {}) as {
    readonly metadata?: Readonly<Record<string, unknown>>
    readonly 'disable-model-invocation'?: unknown
  }
  return isHidden !== true && !(entry.type === 'command' && String(metadata?.['headless-safe']) === 'false')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
