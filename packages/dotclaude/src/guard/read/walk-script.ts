// The walk over bash's syntax tree: statements in the order in which they would run, every branch, and loops twice, so that
// what a first round leaves behind is seen by the second; once where there is no second. It gives what would be printed.
import type {
  Assignment,
  Command,
  CommandNode,
  CompoundList,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirection,
  Statement,
  SyntaxNode,
} from 'unbash'
import type { AndOr, Redirected } from 'unbash'
import { expandParts, expandWhole, expandWord } from './expand-word.ts'
import type { Expander } from './expand-word.ts'
import { COMPUTED, CONTENT, isUnknown, withoutGlobs } from './marks.ts'
import { foundFile } from './found-by.ts'
import { forEachPart } from './grammar.ts'
import { copyOf, noteFilter, noteOutput } from './kept.ts'
import { pathHere } from './mounts.ts'
import { resolvePath } from './paths.ts'
import { doubt } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { startVariable } from './start-variables.ts'
import { append, assign, cross, subScope } from './scope.ts'
import type { Alternatives, Elements, Scope } from './scope.ts'
import { isSure } from './sure-steps.ts'

const WORDS_MAX = 24

export function walkScript(script: ParsedScript, scope: Scope, reader: Reader): string {
  return walkAll(script.commands, scope, reader)
}

/** What stands behind a jump may have been jumped over. */
function walkAll(statements: readonly Statement[], scope: Scope, reader: Reader): string {
  const { isConditional } = scope
  const before = jumpsOf(reader)
  const output = statements.map(({ command, background }) => {
    if (jumpsOf(reader) !== before) scope.isConditional = true
    // What goes on beside it is a shell of its own.
    return walkLogic(command, background === undefined ? scope : subScope(scope), reader)
  })
  scope.isConditional = isConditional
  return output.join('')
}

function jumpsOf({ jumps: { returned, broken, continued, trapped } }: Reader): number {
  return returned + broken + continued + trapped
}

function walkList(list: CompoundList, scope: Scope, reader: Reader): string {
  return walkAll(list.commands, scope, reader)
}

function walkLogic(node: PipelineNode | AndOr, scope: Scope, reader: Reader): string {
  if (node.type !== 'AndOr') return walkPipe(node, scope, reader)
  const { keeping, surroundings } = reader
  const wasConditional = scope.isConditional
  let { copied } = keeping
  const before = copied
  let isKnown = true
  let isCertain = true
  const output = node.commands.map((command, index) => {
    if (index > 0) isCertain &&= isSure(node.commands, index - 1, scope, surroundings.home)
    const { folder } = scope
    scope.isConditional = wasConditional || !isCertain
    const { copied: made } = keeping
    // It runs because what stands before has failed.
    if (node.operators[index - 1] === '||') keeping.copied = before
    const said = walkPipe(command, scope, reader)
    if (node.operators[index - 1] === '||') keeping.copied = made
    if (isCertain) ({ copied } = keeping)
    if (!isCertain && scope.folder !== folder) isKnown = false
    return said
  })
  keeping.copied = copied
  scope.isConditional = wasConditional
  // It was entered or not, unless whoever did not is gone.
  if (!isKnown && !endsOtherwise(node)) scope.folder = undefined
  return output.join('')
}

/** `… || exit`: what follows comes after everything before it. */
function endsOtherwise({ commands, operators }: AndOr): boolean {
  const last = commands.at(-1)
  return (
    operators.at(-1) === '||' && last?.type === 'Command' && /^(?:exit|return)$/.test(last.name?.text ?? '')
  )
}

function walkPipe(node: PipelineNode, scope: Scope, reader: Reader): string {
  const { keeping } = reader
  const { read } = keeping
  keeping.read = []
  const output = node.type === 'Pipeline' ? pipe(node, scope, reader) : walkNode(node, scope, reader)
  for (const path of keeping.read) read.push(path)
  keeping.read = read
  return output
}

function pipe(node: Pipeline, scope: Scope, reader: Reader): string {
  if (node.commands.length === 1 && node.commands[0] !== undefined)
    return walkNode(node.commands[0], scope, reader)
  return (
    node.commands.reduce<string | undefined>((stdin, command) => {
      const inner = subScope(scope, stdin === undefined ? {} : { stdin })
      return walkNode(command, inner, reader)
    }, undefined) ?? ''
  )
}

function walkNode(node: CommandNode, scope: Scope, reader: Reader): string {
  reader.stepsLeft -= 1
  if (reader.stepsLeft < 0) {
    if (reader.stepsLeft === -1) doubt(reader, 'it is too long to be read to its end', '')
    return COMPUTED
  }
  switch (node.type) {
    case 'Command':
      return walkCommand(node, scope, reader)
    case 'Redirected':
      return walkRedirected(node, scope, reader)
    case 'Subshell':
      return walkList(node.body, subScope(scope), reader)
    case 'BraceGroup':
      return walkList(node.body, scope, reader)
    case 'Function':
      scope.functions.set(node.name.value, node.body)
      // The shell calls it by itself.
      return /^command_not_found_handler?$/.test(node.name.value)
        ? reader.start([node.name.value], callIn(scope))
        : ''
    case 'Coproc':
      return node.body.type === 'CompoundList'
        ? walkList(node.body, subScope(scope), reader)
        : walkNode(node.body, subScope(scope), reader)
    case 'If':
      return branch(scope, reader, [
        node.clause,
        node.then,
        ...node.elif.flatMap(({ clause, then }) => [clause, then]),
        ...(node.else === undefined ? [] : [node.else]),
      ])
    case 'While':
      return loop(scope, reader, () => walkWhile(node, scope, reader))
    case 'For':
    case 'Select':
      return walkFor(node, scope, reader)
    case 'ArithmeticFor':
      for (const part of [node.initialize, node.test, node.update])
        if (part !== undefined) walkSubstitutions(part, scope, reader)
      return loop(
        scope,
        reader,
        () => walkList(node.body, scope, reader) + walkList(node.body, scope, reader),
      )
    case 'Case':
      expandWord(node.word, scope, expanderOf(reader))
      return branch(
        scope,
        reader,
        node.items.map(({ body }) => body),
      )
    case 'TestCommand':
    case 'ArithmeticCommand':
      walkSubstitutions(node, scope, reader)
      return ''
  }
}

/** A substitution runs wherever it stands: in arithmetic, in tests, in the index of an array. */
function walkSubstitutions(node: SyntaxNode, scope: Scope, reader: Reader): void {
  if (node.type === 'Script') reader.walk(node, subScope(scope))
  else forEachPart(node, (child) => walkSubstitutions(child, scope, reader))
}

/** Lists of which the run decides. A folder that only one of them enters is not known afterwards. */
function branch(scope: Scope, reader: Reader, lists: readonly CompoundList[]): string {
  return inBranch(scope, reader, () => lists.map((list) => walkList(list, scope, reader)).join(''))
}

function inBranch(scope: Scope, { keeping }: Reader, walk: () => string): string {
  const { isConditional, folder } = scope
  const { copied } = keeping
  scope.isConditional = true
  const output = walk()
  scope.isConditional = isConditional
  keeping.copied = copied
  if (scope.folder !== folder) scope.folder = undefined
  return output
}

/** Behind it nobody knows of its jumps; whoever returns leaves what is around it as well. */
function loop(scope: Scope, reader: Reader, walk: () => string): string {
  const { broken, continued } = reader.jumps
  const output = inBranch(scope, reader, walk)
  Object.assign(reader.jumps, { broken, continued })
  return output
}

/** Whoever ends a round with `break`, and never goes on before it, means one round. */
function walkWhile(
  { clause, body }: Extract<CommandNode, { readonly type: 'While' }>,
  scope: Scope,
  reader: Reader,
): string {
  const { continued } = reader.jumps
  const first = walkList(clause, scope, reader) + walkList(body, scope, reader)
  const last = body.commands.at(-1)?.command
  const isOnce =
    last?.type === 'Command' && last.name?.text === 'break' && reader.jumps.continued === continued
  return isOnce ? first : first + walkList(clause, scope, reader) + walkList(body, scope, reader)
}

function walkFor(
  node: Extract<CommandNode, { readonly type: 'For' | 'Select' }>,
  scope: Scope,
  reader: Reader,
): string {
  const words = node.wordlist?.map((word) => expandWord(word, scope, expanderOf(reader))) ?? [
    [scope.positional],
  ]
  const values = words.flat(2)
  const name = node.name.value
  assign(scope, name, values.length === 0 ? [['']] : values.map((value) => [value]))
  const all = scope.variables.get(name) ?? []
  const seen = [...all]
  const turns = node.type === 'For' ? turnsOf(values, all) : [all, all]
  const output = loop(scope, reader, () =>
    turns
      .map((turn) => {
        scope.variables.set(name, turn)
        const said = walkList(node.body, scope, reader)
        seen.push(...(scope.variables.get(name) ?? []))
        return said
      })
      .join(''),
  )
  scope.variables.delete(name)
  assign(scope, name, seen)
  return output
}

const NUMBERS_MAX = 8

/** Each value has a round of its own, but one number is like the next; what may be several values has two. */
function turnsOf(values: readonly string[], all: Alternatives<Elements>): readonly Alternatives<Elements>[] {
  const [first = ''] = values
  const isKnown = !isUnknown(first) && withoutGlobs(first) === first
  if (values.length === 0 || (values.length === 1 && !isKnown)) return [all, all]
  return values
    .filter((value, index) => index < NUMBERS_MAX || !/^\d+$/.test(value))
    .map((value) => [[value]])
}

function walkRedirected(node: Redirected, scope: Scope, reader: Reader): string {
  const streams = redirect(node.redirects, scope, reader)
  const inner: Scope = streams.stdin === undefined ? scope : { ...scope, stdin: streams.stdin }
  const output = walkNode(node.command, inner, reader)
  scope.folder = inner.folder
  scope.previous = inner.previous
  scope.pushed = inner.pushed
  return keepOutput(output, streams, scope, reader)
}

/** Where a command's output goes, and what it reads. */
interface Streams {
  readonly stdin: string | undefined
  readonly into: { readonly path: string; readonly isAppended: boolean } | undefined
  readonly isCaptured: boolean
}

function keepOutput(output: string, { into, isCaptured }: Streams, scope: Scope, reader: Reader): string {
  if (into !== undefined) {
    reader.sinks.get(into.path)?.(output)
    const before = into.isAppended ? (scope.files.get(into.path) ?? '') : ''
    scope.files.set(into.path, before + output)
    noteOutput(into.path, reader.keeping)
  }
  return isCaptured ? '' : output
}

function redirect(redirects: readonly Redirection[], scope: Scope, reader: Reader): Streams {
  const expander = expanderOf(reader)
  let stdin: string | undefined
  let into: Streams['into']
  let isCaptured = false
  for (const one of redirects) {
    const descriptor = one.descriptor?.type === 'FileDescriptor' ? one.descriptor.value : undefined
    if (one.type === 'HereDoc') {
      const { parts, text } = one.body
      stdin = parts === undefined ? text : expandParts(parts, scope, expander)
    } else if (one.target === undefined) continue
    else if (one.type === 'HereString') stdin = `${expandWhole(one.target, scope, expander)[0] ?? ''}\n`
    else if (one.operator === '<') stdin = readFrom(one.target, scope, reader)
    else if (one.operator !== '<&' && one.operator !== '<>') {
      const target = writeTo(one.target, one.operator, scope, reader)
      if (target === undefined) continue
      if (descriptor === undefined || descriptor === 1) {
        into = target
        isCaptured = true
      }
    }
  }
  return { stdin, into, isCaptured }
}

function readFrom(target: Parameters<typeof expandWhole>[0], scope: Scope, reader: Reader): string {
  const [text = ''] = expandWhole(target, scope, expanderOf(reader))
  const path = resolvePath(scope.folder, text)
  if (path === undefined) return COMPUTED
  reader.keeping.read.push(path)
  return scope.files.get(path) ?? `${COMPUTED}${CONTENT}${path}${CONTENT}`
}

/** Notes the file that a redirection writes; numbers and `-` are descriptors. */
function writeTo(
  word: Parameters<typeof expandWhole>[0],
  operator: string,
  scope: Scope,
  reader: Reader,
): Streams['into'] {
  const isAppended = operator.endsWith('>>')
  for (const whole of expandWhole(word, scope, expanderOf(reader))) {
    const text = foundFile(whole)
    if (operator === '>&' && /^(?:\d+-?|-)$/.test(text)) return undefined
    const path =
      isUnknown(text) && !text.startsWith('/') ? undefined : resolvePath(scope.folder, withoutGlobs(text))
    const here = path !== undefined && scope.isElsewhere ? pathHere(path, scope.mounts) : path
    if (!scope.isElsewhere || here !== undefined)
      reader.redirections.push({
        ...(here === undefined || isUnknown(here) ? {} : { path: here }),
        isTree: false,
        certainty: path === undefined || isUnknown(path) || scope.isConditional ? 'possible' : 'certain',
        by: operator,
        isAppended,
        ...copyOf(here, reader.keeping),
      })
    if (path !== undefined) return { path, isAppended }
  }
  return { path: COMPUTED, isAppended }
}

function walkCommand(node: Command, scope: Scope, reader: Reader): string {
  const streams = redirect(node.redirects, scope, reader)
  const assignments = node.prefix.filter((part): part is Assignment => part.type === 'Assignment')
  if (node.name === undefined) {
    for (const assignment of assignments) assignHere(assignment, scope, reader)
    return keepOutput('', streams, scope, reader)
  }
  const call = {
    scope,
    environment: environmentOf(assignments, scope, reader),
    stdin: streams.stdin ?? scope.stdin,
    isProgram: false,
  }
  const { folder } = scope
  const folders = new Set<string | undefined>()
  const output = argumentsOf(node, scope, reader)
    .slice(0, WORDS_MAX)
    .map((argv) => {
      scope.folder = folder
      noteFilter(argv, scope, reader.keeping)
      const said = reader.start(argv, call)
      folders.add(scope.folder)
      return said
    })
  // Whichever of the words it was, it was one of them.
  if (folders.size > 1) scope.folder = undefined
  return keepOutput(output.length > 1 ? output.join('') : (output[0] ?? ''), streams, scope, reader)
}

function callIn(scope: Scope): Call {
  return { scope, environment: new Map(), stdin: scope.stdin, isProgram: false }
}

function environmentOf(
  assignments: readonly Assignment[],
  scope: Scope,
  reader: Reader,
): ReadonlyMap<string, string> {
  return new Map(
    assignments.map(({ name, value }) => [
      name,
      value.type === 'Word' ? (expandWhole(value, scope, expanderOf(reader)).at(-1) ?? '') : COMPUTED,
    ]),
  )
}

/** All ways in which the words of a command can come out. */
function argumentsOf(node: Command, scope: Scope, reader: Reader): Alternatives<Elements> {
  const { name } = node
  if (name === undefined) return []
  const declares = /^(?:export|declare|typeset|local|readonly)$/.test(name.text)
  const words = node.args.map((part): Alternatives<Elements> => {
    if (part.type === 'Word') return expandWord(part, scope, expanderOf(reader))
    if (declares) {
      assignHere(part, scope, reader)
      return [[part.name]]
    }
    return part.value.type === 'Word'
      ? expandWhole(part.value, scope, expanderOf(reader)).map((value) => [`${part.name}=${value}`])
      : [[part.text]]
  })
  return words.reduce(
    (left, right) => cross(left, right, (a, b) => [...a, ...b]),
    expandWord(name, scope, expanderOf(reader)),
  )
}

function assignHere(
  { name, value, append: isAppended, index }: Assignment,
  scope: Scope,
  reader: Reader,
): void {
  const expander = expanderOf(reader)
  const isArray = value.type === 'ArrayValue'
  const values: Alternatives<Elements> = isArray
    ? value.elements
        .map((word) => expandWord(word, scope, expander))
        .reduce((left, right) => cross(left, right, (a, b) => [...a, ...b]), [[]])
    : expandWhole(value, scope, expander).map((text) => [text])
  if (index?.parts !== undefined) walkSubstitutions(index, scope, reader)
  if (name === 'BASH_ALIASES' && index !== undefined)
    scope.aliases.set(index.text.replaceAll(/["']/g, ''), values.at(-1)?.[0] ?? '')
  if (index !== undefined) assignElement(scope, name, index.text.replaceAll(/["']/g, ''), values)
  else if (isAppended === true) append(scope, name, values, isArray)
  else assign(scope, name, values)
  if (name === 'PROMPT_COMMAND')
    for (const [text = ''] of values) startVariable(name, text, callIn(scope), reader)
  if (isArray) for (const word of value.elements) assignNamed(word, name, scope, reader)
}

/** `[key]=value` among the elements of an array. */
function assignNamed(
  word: Parameters<typeof expandWhole>[0],
  name: string,
  scope: Scope,
  reader: Reader,
): void {
  for (const text of expandWhole(word, scope, expanderOf(reader)).map(withoutGlobs)) {
    const [, key, value] = /^\[([^\]]+)\]=(.*)$/s.exec(text) ?? []
    if (key !== undefined && value !== undefined) assignElement(scope, name, key, [[value]])
  }
}

function assignElement(scope: Scope, name: string, index: string, values: Alternatives<Elements>): void {
  if (!/^\d+$/.test(index)) {
    assign(scope, `${name}[${index}]`, values)
    return
  }
  const before = scope.variables.get(name) ?? [[]]
  assign(
    scope,
    name,
    cross(before, values, (old, value) => {
      const elements = Array.from(
        { length: Math.max(old.length, Number(index) + 1) },
        (_, at) => old[at] ?? '',
      )
      elements[Number(index)] = value[0] ?? ''
      return elements
    }),
  )
}

/** Substitutions are walked like everything else: they run. */
function expanderOf(reader: Reader): Expander {
  return {
    home: reader.surroundings.home,
    walkInside: (part, scope) => walkSubstitutions(part, scope, reader),
    outputOf: (part, scope) =>
      part.script === undefined ? COMPUTED : reader.walk(part.script, subScope(scope)),
    pathOf: (part, scope) => {
      const path = `/dev/fd/${part.pos}-${part.text.length}`
      if (part.script === undefined) return path
      const output = part.operator === '<' ? reader.walk(part.script, subScope(scope)) : ''
      const { script } = part
      if (part.operator === '>') {
        reader.walk(script, subScope(scope, { stdin: COMPUTED }))
        reader.sinks.set(path, (text) => void reader.walk(script, subScope(scope, { stdin: text })))
      }
      scope.files.set(path, output)
      return path
    },
  }
}
