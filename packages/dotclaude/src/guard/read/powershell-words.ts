// The words of PowerShell text: commands apart, quotes and backticks resolved, variables put in where the text sets them.
// Blocks in braces and brackets are commands of their own. It reads what a command line has, not the whole language.
import { COMPUTED, UNSET } from './marks.ts'

export interface PowerShellCommand {
  readonly words: readonly string[]
  /** It stands behind a pipe, after this. */
  readonly input: PowerShellCommand | undefined
  /** Files behind `>` and `>>`. */
  readonly outputs: readonly { readonly path: string; readonly isAppended: boolean }[]
}

interface State {
  words: string[]
  word: string | undefined
  input: PowerShellCommand | undefined
  readonly commands: PowerShellCommand[]
  readonly variables: Map<string, string>
}

const STEP: Readonly<Record<string, (text: string, at: number, state: State) => number>> = {
  "'": singleQuoted,
  '"': doubleQuoted,
  '`': escaped,
  '#': comment,
  '<': comment,
  $: variable,
  '@': hereString,
}

export function powerShellCommands(text: string): readonly PowerShellCommand[] {
  const state: State = { words: [], word: undefined, input: undefined, commands: [], variables: new Map() }
  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? ''
    const next = STEP[sign]?.(text, at, state) ?? at
    if (next > at) at = next
    else at = plain(text, at, state)
  }
  endCommand(state, false)
  return state.commands
}

function plain(text: string, at: number, state: State): number {
  const sign = text[at] ?? ''
  if (/[ \t\r,]/.test(sign)) endWord(state)
  else if (/[\n;(){}]/.test(sign)) endCommand(state, false)
  else if (sign === '|') {
    const isOr = text[at + 1] === '|'
    endCommand(state, !isOr)
    return at + (isOr ? 2 : 1)
  } else if (sign === '&') {
    if (text[at + 1] === '&' || state.words.length > 0 || state.word !== undefined) endCommand(state, false)
    return at + (text[at + 1] === '&' ? 2 : 1)
  } else if (sign === '>') {
    endWord(state)
    const isDouble = text[at + 1] === '>'
    state.words.push(isDouble ? '>>' : '>')
    return at + (isDouble ? 2 : 1)
  } else state.word = (state.word ?? '') + sign
  return at + 1
}

function endWord(state: State): void {
  if (state.word === undefined) return
  state.words.push(state.word)
  state.word = undefined
}

function endCommand(state: State, isPiped: boolean): void {
  endWord(state)
  const words: string[] = []
  const outputs: { path: string; isAppended: boolean }[] = []
  for (let at = 0; at < state.words.length; at += 1) {
    const word = state.words[at] ?? ''
    if (word === '>' || word === '>>') {
      const path = state.words[at + 1]
      if (path !== undefined && path !== UNSET) outputs.push({ path, isAppended: word === '>>' })
      at += 1
    } else words.push(word)
  }
  state.words = []
  if (words.length === 0 && outputs.length === 0) return
  const command = { words: assigned(words, state.variables), input: state.input, outputs }
  state.input = isPiped ? command : undefined
  if (command.words.length > 0 || outputs.length > 0) state.commands.push(command)
}

/** `$x = …` sets a variable and starts what stands to the right. */
function assigned(words: readonly string[], variables: Map<string, string>): readonly string[] {
  const [name = '', sign, ...rest] = words
  const [, variable] = /^\u0024?(?:\uE003)(.+)$/u.exec(name) ?? []
  if (variable === undefined || sign !== '=') return words.map((word) => resolved(word, variables))
  const values = rest.map((word) => resolved(word, variables))
  variables.set(variable.toLowerCase(), values.join(' '))
  return values
}

const VARIABLE_MARK = '\uE003'

function resolved(word: string, variables: ReadonlyMap<string, string>): string {
  return word.replaceAll(/\uE003([\w:]+)/g, (_, name: string) => valueOf(name, variables))
}

function valueOf(name: string, variables: ReadonlyMap<string, string>): string {
  const lower = name.toLowerCase()
  if (lower === 'null') return UNSET
  if (lower === 'home' || lower === 'env:userprofile' || lower === 'env:home') return '~'
  return variables.get(lower) ?? UNSET
}

function singleQuoted(text: string, at: number, state: State): number {
  let value = ''
  let next = at + 1
  for (; next < text.length; next += 1) {
    if (text[next] !== "'") value += text[next]
    else if (text[next + 1] === "'") {
      value += "'"
      next += 1
    } else break
  }
  state.word = (state.word ?? '') + value
  return next + 1
}

function doubleQuoted(text: string, at: number, state: State): number {
  state.word ??= ''
  let next = at + 1
  while (next < text.length && text[next] !== '"') {
    if (text[next] === '`') next = escaped(text, next, state)
    else if (text[next] === '$') next = variable(text, next, state)
    else {
      state.word += text[next] ?? ''
      next += 1
    }
  }
  return next + 1
}

function escaped(text: string, at: number, state: State): number {
  const next = text[at + 1] ?? ''
  // Before the end of a line it continues the line.
  if (next === '\n') endWord(state)
  else if (text.startsWith('\r\n', at + 1)) {
    endWord(state)
    return at + 3
  } else state.word = (state.word ?? '') + next
  return at + 2
}

function comment(text: string, at: number, state: State): number {
  const isBlock = text.startsWith('<#', at)
  if (!isBlock && (text[at] === '<' || state.word !== undefined)) return at
  const end = text.indexOf(isBlock ? '#>' : '\n', at)
  return end === -1 ? text.length : isBlock ? end + 2 : end
}

function variable(text: string, at: number, state: State): number {
  const [whole, braced, name] = /^\$(?:\{([^}]*)\}|((?:\w+:)?\w+))/.exec(text.slice(at)) ?? []
  if (whole === undefined) {
    // `$(…)`: what stands inside runs, what it gives is not known.
    if (text[at + 1] === '(') state.word = (state.word ?? '') + COMPUTED
    return at + 1
  }
  state.word = (state.word ?? '') + VARIABLE_MARK + (braced ?? name ?? '')
  return at + whole.length
}

function hereString(text: string, at: number, state: State): number {
  const quote = text[at + 1]
  if (quote !== "'" && quote !== '"') return text[at + 1] === '(' ? at + 1 : at
  const end = text.indexOf(`\n${quote}@`, at)
  state.word = (state.word ?? '') + text.slice(at + 2, end === -1 ? undefined : end).trim()
  return end === -1 ? text.length : end + 3
}
