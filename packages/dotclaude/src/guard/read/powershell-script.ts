// Reads PowerShell text as its shell would run it: statements, pipelines, expressions. Commands and effects are handed to
// the shell behind it; branches are all taken, loops once for each thing that is known.
import { COMPUTED, UNSET } from './marks.ts'
import {
  isAtEnd,
  peek,
  signAt,
  skipBlanks,
  startsWith,
  take,
  takeBracket,
  takeHereString,
} from './powershell-text.ts'
import type { Cursor } from './powershell-text.ts'
import { NOTHING, UNKNOWN, castTo, listOf, memberOf, operate, textOf, valueOf } from './powershell-value.ts'
import type { Value } from './powershell-value.ts'

export interface Output {
  readonly path: string
  readonly isAppended: boolean
}

export interface PowerShellCommand {
  readonly name: string
  readonly words: readonly string[]
  /** Blocks among the words, in their order. */
  readonly blocks: readonly string[]
  /** What comes through the pipe. */
  readonly input: Value | undefined
}

/** What a text can reach: names, and the effects of what it starts. */
export interface PowerShell {
  readonly variables: Map<string, Value>
  readonly functions: Map<string, string>
  readonly lookUp: (name: string) => Value
  readonly assign: (name: string, value: Value) => void
  readonly start: (command: PowerShellCommand) => Value
  readonly write: (output: Output) => void
  readonly callStatic: (type: string, member: string, args: readonly Value[]) => Value
  /** A method with an effect; nothing where it has none. */
  readonly callMethod: (value: Value, member: string, args: readonly Value[]) => Value | undefined
  /** Counts down. */
  stepsLeft: number
}

const LOOPS_MAX = 12

export function runPowerShell(source: string, shell: PowerShell): Value {
  const cursor: Cursor = { source, at: 0 }
  let last = NOTHING
  while (skipSeparators(cursor)) {
    shell.stepsLeft -= 1
    if (shell.stepsLeft < 0) return UNKNOWN
    const before = cursor.at
    const value = statement(cursor, shell)
    if (value !== NOTHING) last = value
    if (cursor.at === before) cursor.at += 1
  }
  return last
}

function skipSeparators(cursor: Cursor): boolean {
  do skipBlanks(cursor, true)
  while (take(cursor, /[;)}]|&&|\|\|?|&(?=\s*$)/y) !== undefined)
  return !isAtEnd(cursor)
}

const KEYWORD =
  /(if|elseif|else|while|until|do|for|foreach|switch|try|catch|finally|trap|begin|process|end|return|throw|exit|break|continue|param|function|filter)(?=[\s({;]|$)/iy
const ASSIGNMENT = /(?:\[[\w.]+(?:\[[\w.,]*\])*\]\s*)*\$(?:\{([^}]+)\}|([\w:]+))\s*([-+*/%]|\?\?)?=(?!=)/y

function statement(cursor: Cursor, shell: PowerShell): Value {
  const [, braced, plain, sign] = take(cursor, ASSIGNMENT) ?? []
  const name = braced ?? plain
  if (name === undefined) return keyword(cursor, shell) ?? pipeline(cursor, shell)
  skipBlanks(cursor, true)
  const value = statement(cursor, shell)
  shell.assign(name, sign === '+' ? operate('+', shell.lookUp(name), value) : value)
  return NOTHING
}

function keyword(cursor: Cursor, shell: PowerShell): Value | undefined {
  const [, word] = take(cursor, KEYWORD) ?? []
  if (word === undefined) return undefined
  skipBlanks(cursor, true)
  switch (word.toLowerCase()) {
    case 'function':
    case 'filter':
      return declare(cursor, shell)
    case 'foreach':
      return signAt(cursor) === '(' ? forEach(cursor, shell) : NOTHING
    case 'switch':
      return choose(cursor, shell)
    case 'param':
      if (signAt(cursor) === '(') takeBracket(cursor)
      return NOTHING
    case 'return':
    case 'throw':
    case 'exit':
      return /[;}\n]/.test(signAt(cursor)) ? NOTHING : pipeline(cursor, shell)
    default:
      return controlled(cursor, shell)
  }
}

/** The condition, which runs as well, and the block. */
function controlled(cursor: Cursor, shell: PowerShell): Value {
  if (signAt(cursor) === '(') runPowerShell(takeBracket(cursor), shell)
  take(cursor, /[^{;\n]*(?=\{)/y)
  skipBlanks(cursor, true)
  return signAt(cursor) === '{' ? runPowerShell(takeBracket(cursor), shell) : NOTHING
}

function declare(cursor: Cursor, shell: PowerShell): Value {
  const [, name = ''] = take(cursor, /([\w:-]+)\s*/y) ?? []
  const parameters = signAt(cursor) === '(' ? `param(${takeBracket(cursor)});` : ''
  skipBlanks(cursor, true)
  if (signAt(cursor) === '{') shell.functions.set(name.toLowerCase(), `${parameters}${takeBracket(cursor)}`)
  return NOTHING
}

function forEach(cursor: Cursor, shell: PowerShell): Value {
  const head = takeBracket(cursor)
  const [whole = '', name = '_'] = /^\s*\$(\w+)\s+in\s/i.exec(head) ?? []
  const { items } = runPowerShell(head.slice(whole.length), shell)
  skipBlanks(cursor, true)
  if (signAt(cursor) !== '{') return NOTHING
  const body = takeBracket(cursor)
  for (const item of items.length === 0 ? [COMPUTED] : items.slice(0, LOOPS_MAX)) {
    shell.assign(name, valueOf(item))
    runPowerShell(body, shell)
  }
  return NOTHING
}

/** Every branch may be taken. */
function choose(cursor: Cursor, shell: PowerShell): Value {
  take(cursor, /[^({]*/y)
  if (signAt(cursor) === '(') runPowerShell(takeBracket(cursor), shell)
  skipBlanks(cursor, true)
  if (signAt(cursor) !== '{') return NOTHING
  const body: Cursor = { source: takeBracket(cursor), at: 0 }
  while (!isAtEnd(body)) {
    if (signAt(body) === '{') runPowerShell(takeBracket(body), shell)
    else body.at += 1
  }
  return NOTHING
}

function pipeline(cursor: Cursor, shell: PowerShell): Value {
  let value = element(cursor, shell, undefined)
  for (;;) {
    skipBlanks(cursor)
    if (signAt(cursor) !== '|' || startsWith(cursor, '||')) return value
    cursor.at += 1
    skipBlanks(cursor, true)
    value = element(cursor, shell, value)
  }
}

const EXPRESSION = /['"$@([{!]|-(?:not|join|split)\b|[-+]?\d[\d.]*(?![\w.-]*[A-Za-z])/iy

function element(cursor: Cursor, shell: PowerShell, input: Value | undefined): Value {
  if (take(cursor, /(?:&|\.(?=[\s{($'"]))[ \t]*/y) !== undefined) return called(cursor, shell, input)
  if (peek(cursor, EXPRESSION) === undefined) {
    const name = textOf(word(cursor, shell).value)
    return name === '' ? NOTHING : command(name, cursor, shell, input)
  }
  const value = expression(cursor, shell)
  skipBlanks(cursor)
  for (const output of outputs(cursor, shell)) shell.write(output)
  return value
}

/** Behind `&` or a dot: a block runs, and a text is the name of a program. */
function called(cursor: Cursor, shell: PowerShell, input: Value | undefined): Value {
  const value = peek(cursor, /['"$@([{]/y) === undefined ? word(cursor, shell).value : primary(cursor, shell)
  if (value.block === undefined) return command(textOf(value), cursor, shell, input)
  const { words } = rest(cursor, shell)
  shell.assign('args', valueOf(...words))
  return runPowerShell(value.block, shell)
}

function command(name: string, cursor: Cursor, shell: PowerShell, input: Value | undefined): Value {
  const { words, blocks, written } = rest(cursor, shell)
  const value = shell.start({ name, words, blocks, input })
  for (const output of written) shell.write(output)
  return value
}

interface Rest {
  readonly words: readonly string[]
  readonly blocks: readonly string[]
  readonly written: readonly Output[]
}

/** The words behind a command's name, to where the command ends. */
function rest(cursor: Cursor, shell: PowerShell): Rest {
  const words: string[] = []
  const blocks: string[] = []
  const written: Output[] = []
  for (;;) {
    skipBlanks(cursor)
    written.push(...outputs(cursor, shell))
    if (isAtEnd(cursor) || peek(cursor, /[;|&\n)}]/y) !== undefined) return { words, blocks, written }
    const before = cursor.at
    const { value, isSplat } = word(cursor, shell)
    if (value.block === undefined) words.push(...(isSplat ? splatted(value) : value.items))
    else {
      words.push(value.block)
      blocks.push(value.block)
    }
    if (take(cursor, /[ \t]*,\s*/y) === undefined && cursor.at === before) cursor.at += 1
  }
}

function splatted({ items, table }: Value): readonly string[] {
  if (table === undefined) return items
  return [...table].flatMap(([name, { items: values }]) => {
    const isSwitch = values.length === 1 && /^(?:true|false)$/i.test(values[0] ?? '')
    return isSwitch ? [`-${name}:${values[0]}`] : [`-${name}`, ...values]
  })
}

const REDIRECTION = /[\d*]?(>>?)(&\d)?[ \t]*/y

function outputs(cursor: Cursor, shell: PowerShell): readonly Output[] {
  const found: Output[] = []
  for (;;) {
    const [whole, sign, merged] = take(cursor, REDIRECTION) ?? []
    if (whole === undefined) return found
    if (merged === undefined) {
      const path = textOf(word(cursor, shell).value)
      if (path !== '' && path !== UNSET && !/^nul$/i.test(path))
        found.push({ path, isAppended: sign === '>>' })
    }
    skipBlanks(cursor)
  }
}

const PLAIN = /[^\s'"`$;|&(){},<>]+/y

interface Word {
  readonly value: Value
  readonly isSplat: boolean
}

/** One word of a command. */
function word(cursor: Cursor, shell: PowerShell): Word {
  const [, name] = take(cursor, /@(\w+)/y) ?? []
  if (name !== undefined) return { value: shell.lookUp(name), isSplat: true }
  if (peek(cursor, /@['"({]|[({]/y) !== undefined) return { value: primary(cursor, shell), isSplat: false }
  const parts: Value[] = []
  for (;;) {
    const part = wordPart(cursor, shell)
    if (part === undefined) break
    parts.push(part)
  }
  const [only] = parts
  const value =
    parts.length === 1 && only !== undefined
      ? only
      : parts.length === 0
        ? NOTHING
        : valueOf(parts.map(textOf).join(''))
  return { value, isSplat: false }
}

function wordPart(cursor: Cursor, shell: PowerShell): Value | undefined {
  const sign = signAt(cursor)
  if (sign === '"') return doubleQuoted(cursor, shell)
  if (sign === "'") return singleQuoted(cursor)
  if (sign === '$') return withMembers(variable(cursor, shell, true), cursor, shell)
  const [escaped] = take(cursor, /`[^\n\r]/y) ?? []
  if (escaped !== undefined) return valueOf(escaped.slice(1))
  const [plain] = take(cursor, PLAIN) ?? []
  return plain === undefined ? undefined : valueOf(plain)
}

/** `isSingle`: commas end it, as between the arguments of a method. */
function expression(cursor: Cursor, shell: PowerShell, isSingle = false): Value {
  let left = list(cursor, shell, isSingle)
  for (;;) {
    const [operator] = take(cursor, /[ \t]*(?:\.\.|[-+*/%](?=[\s('"$\d])|-[a-z]+(?=[\s('"$(]))/iy) ?? []
    if (operator === undefined) return left
    skipBlanks(cursor, true)
    left = operate(operator.trim(), left, list(cursor, shell, isSingle))
  }
}

function list(cursor: Cursor, shell: PowerShell, isSingle: boolean): Value {
  const values = [unary(cursor, shell)]
  while (!isSingle && take(cursor, /[ \t]*,\s*/y) !== undefined) values.push(unary(cursor, shell))
  return listOf(values)
}

function unary(cursor: Cursor, shell: PowerShell): Value {
  skipBlanks(cursor)
  const [sign] = take(cursor, /!|-(?:not|join|split|bnot)\b/iy) ?? []
  if (sign === undefined) return primary(cursor, shell)
  const value = unary(cursor, shell)
  return sign.toLowerCase() === '-join' ? valueOf(value.items.join('')) : UNKNOWN
}

function primary(cursor: Cursor, shell: PowerShell): Value {
  return withMembers(atom(cursor, shell), cursor, shell)
}

/** `.Name`, `.Method(…)` and `[0]` behind a value. */
function withMembers(start: Value, cursor: Cursor, shell: PowerShell): Value {
  let value = start
  for (;;) {
    const [, name] = take(cursor, /\.(\w+)/y) ?? []
    if (name === undefined) {
      if (signAt(cursor) !== '[') return value
      value = indexed(value, runPowerShell(takeBracket(cursor), shell))
    } else {
      const args = signAt(cursor) === '(' ? argumentsOf(takeBracket(cursor), shell) : undefined
      value = (args && shell.callMethod(value, name, args)) ?? memberOf(value, name, args)
    }
  }
}

function indexed({ items }: Value, { items: indices }: Value): Value {
  return valueOf(...indices.map((index) => items.at(Number(index)) ?? COMPUTED))
}

function argumentsOf(source: string, shell: PowerShell): readonly Value[] {
  const cursor: Cursor = { source, at: 0 }
  const values: Value[] = []
  for (;;) {
    skipBlanks(cursor, true)
    if (isAtEnd(cursor)) return values
    const before = cursor.at
    values.push(expression(cursor, shell, true))
    skipBlanks(cursor, true)
    if (take(cursor, /,/y) === undefined && cursor.at === before) cursor.at += 1
  }
}

function atom(cursor: Cursor, shell: PowerShell): Value {
  const here = takeHereString(cursor)
  if (here !== undefined) return here.quote === '"' ? expanded(here.text, shell) : valueOf(here.text)
  switch (signAt(cursor)) {
    case "'":
      return singleQuoted(cursor)
    case '"':
      return doubleQuoted(cursor, shell)
    case '$':
      return variable(cursor, shell, false)
    case '(':
      return runPowerShell(takeBracket(cursor), shell)
    case '{':
      return { items: [], block: takeBracket(cursor) }
    case '[':
      return typed(cursor, shell)
    case '@':
      cursor.at += 1
      if (signAt(cursor) === '{') return tableOf(takeBracket(cursor), shell)
      return signAt(cursor) === '(' ? runPowerShell(takeBracket(cursor), shell) : NOTHING
    default:
      return valueOf(take(cursor, /[^\s'"`$;|&(){},<>.\]]+/y)?.[0] ?? '')
  }
}

function singleQuoted(cursor: Cursor): Value {
  const [, text = ''] = take(cursor, /'((?:[^']|'')*)(?:'|$)/y) ?? []
  return valueOf(text.replaceAll("''", "'"))
}

function doubleQuoted(cursor: Cursor, shell: PowerShell): Value {
  cursor.at += 1
  return valueOf(expandedTo('"', cursor, shell))
}

function expanded(source: string, shell: PowerShell): Value {
  return valueOf(expandedTo('', { source, at: 0 }, shell))
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

/** Text with variables put in, to the closing sign or the end. */
function expandedTo(close: string, cursor: Cursor, shell: PowerShell): string {
  let text = ''
  while (!isAtEnd(cursor)) {
    const [, escaped] = take(cursor, /`([^])/y) ?? []
    if (escaped !== undefined) text += ESCAPES[escaped] ?? escaped
    else if (close !== '' && startsWith(cursor, close)) {
      cursor.at += 1
      if (!startsWith(cursor, close)) return text
      cursor.at += 1
      text += close
    } else if (peek(cursor, /\$[({\w]/y) !== undefined) text += textOf(variable(cursor, shell, true))
    else {
      text += signAt(cursor)
      cursor.at += 1
    }
  }
  return text
}

/** `$name`, `${name}` or `$(…)`. In a word its members count too, in a string they do not. */
function variable(cursor: Cursor, shell: PowerShell, isText: boolean): Value {
  if (startsWith(cursor, '$(')) {
    cursor.at += 1
    return runPowerShell(takeBracket(cursor), shell)
  }
  const [, braced, name] = take(cursor, /\$(?:\{([^}]*)\}|((?:\w+:)?\w+|[?$^_]))/y) ?? []
  const found = braced ?? name
  if (found === undefined) {
    cursor.at += 1
    return isText ? valueOf('$') : NOTHING
  }
  return shell.lookUp(found)
}

function typed(cursor: Cursor, shell: PowerShell): Value {
  const type = takeBracket(cursor).trim()
  const [, member] = take(cursor, /::(\w+)/y) ?? []
  if (member === undefined) {
    skipBlanks(cursor)
    return castTo(type, primary(cursor, shell))
  }
  if (signAt(cursor) === '(') return shell.callStatic(type, member, argumentsOf(takeBracket(cursor), shell))
  // `[Text.Encoding]::UTF8.GetString(…)`
  const [, method] = take(cursor, /\.(\w+)(?=\()/y) ?? []
  return method === undefined
    ? UNKNOWN
    : shell.callStatic(`${type}.${member}`, method, argumentsOf(takeBracket(cursor), shell))
}

function tableOf(source: string, shell: PowerShell): Value {
  const cursor: Cursor = { source, at: 0 }
  const table = new Map<string, Value>()
  while (skipSeparators(cursor)) {
    const [, name] = take(cursor, /['"]?(\w+)['"]?\s*=\s*/y) ?? []
    if (name === undefined) cursor.at += 1
    else table.set(name.toLowerCase(), statement(cursor, shell))
  }
  return { items: [COMPUTED], table }
}
