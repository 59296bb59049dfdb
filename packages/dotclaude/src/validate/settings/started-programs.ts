// Everything that settings start: hooks, the status line and servers, each as words with the keys where they stand.
import { isMapping, isText, shown, textsOf } from '../shape.ts'
import type { Mapping } from '../shape.ts'
import { firstCommand } from './command-line.ts'
import type { Keys } from './settings-rule.ts'

export interface StartedProgram {
  readonly keys: Keys
  /** The program and its arguments; empty where the settings name none. */
  readonly words: readonly string[]
}

/** In the order of the file: hooks, then the status line. */
export function hookPrograms(settings: Mapping): readonly StartedProgram[] {
  const hooks = handlersIn(settings).map(({ handler, keys }) => programOf(handler, keys))
  const statusLine = settings['statusLine']
  const own = isMapping(statusLine) ? [programOf(statusLine, ['statusLine'])] : []
  return [...hooks, ...own].filter(({ words }) => words.length > 0)
}

interface Handler {
  readonly handler: Mapping
  readonly keys: Keys
}

export function handlersIn(settings: Mapping): readonly Handler[] {
  const events = isMapping(settings['hooks']) ? settings['hooks'] : {}
  return Object.entries(events).flatMap(([event, matchers]) =>
    listOf(matchers).flatMap((matcher, index) =>
      listOf(isMapping(matcher) ? matcher['hooks'] : undefined).flatMap((handler, position) =>
        isMapping(handler) ? [{ handler, keys: ['hooks', event, index, 'hooks', position] }] : [],
      ),
    ),
  )
}

export interface Server extends StartedProgram {
  readonly name: string
  /** Reached over the network, so nothing is started. */
  readonly isRemote: boolean
}

export function serversIn(settings: Mapping): readonly Server[] {
  const servers = isMapping(settings['mcpServers']) ? settings['mcpServers'] : {}
  return Object.entries(servers).flatMap(([name, server]) => {
    if (!isMapping(server)) return []
    const isRemote = isText(server['url']) || /^(http|sse|ws|streamable)/.test(shown(server['type']))
    const { words } = programOf({ args: [], ...server }, [])
    return [{ name, isRemote, words, keys: ['mcpServers', name] }]
  })
}

/** With a list of arguments the command is one word, and no shell reads it. */
function programOf(handler: Mapping, keys: Keys): StartedProgram {
  const { command, args } = handler
  if (!isText(command)) return { keys, words: [] }
  const words = Array.isArray(args)
    ? [command, ...textsOf(args).map(({ text }) => text)]
    : firstCommand(command)
  return { keys: [...keys, 'command'], words }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
