// A word of the syntax tree to the words that the shell would make of it: braces, tilde, variables, substitutions and
// splitting, with every value that a variable may have. What only the run can tell becomes a mark.
import type {
  CommandExpansionPart,
  ParameterExpansionPart,
  ProcessSubstitutionPart,
  SyntaxNode,
  Word,
  WordPart,
} from 'unbash'
import { expandBraces } from './expand-braces.ts'
import { parseGrammar } from './grammar.ts'
import { COMPUTED, UNSET, markGlobs } from './marks.ts'
import { changeCase, removeAffix, replaceParts, slice } from './parameter-operation.ts'
import { assign, cross, lookUp } from './scope.ts'
import type { Alternatives, Elements, Scope } from './scope.ts'

export interface Expander {
  readonly home: string
  /** What a script in a substitution would print; it is read like any other. */
  readonly outputOf: (part: CommandExpansionPart | ProcessSubstitutionPart, scope: Scope) => string
  /** Substitutions whose output does not matter here. */
  readonly walkInside: (part: SyntaxNode, scope: Scope) => void
  /** A path under which what a process substitution prints can be found again. */
  readonly pathOf: (part: ProcessSubstitutionPart, scope: Scope) => string
}

/** The words that come of one word: most often one word, once. */
export function expandWord(word: Word, scope: Scope, expander: Expander): Alternatives<Elements> {
  const parts = partsOf(word)
  if (parts?.some(({ type }) => type === 'BraceExpansion') === true) {
    const texts = expandBraces(word.text)
    if (texts.length > 1)
      return texts
        .map((text) => expandText(text, scope, expander))
        .reduce((left, right) => cross(left, right, (a, b) => [...a, ...b]))
  }
  return wordsOf(parts, word, scope, expander)
}

/** A word that was made here, read anew. */
function expandText(text: string, scope: Scope, expander: Expander): Alternatives<Elements> {
  const statement = parseGrammar(`: ${text}`).commands[0]?.command
  const argument = statement?.type === 'Command' ? statement.args[0] : undefined
  if (argument?.type !== 'Word') return [[text]]
  return wordsOf(partsOf(argument), argument, scope, expander)
}

/** A word in a place where the shell does not split: assignments, here-strings, redirections. */
export function expandWhole(word: Word, scope: Scope, expander: Expander): Alternatives<string> {
  return segmentsOf(partsOf(word), word, scope, { expander, isQuoted: true }).reduce<Alternatives<string>>(
    (left, { values }) => cross(left, values, (a, b) => a + b.join(' ')),
    [''],
  )
}

/** The body of a heredoc whose delimiter has no quotes. */
export function expandParts(parts: readonly WordPart[], scope: Scope, expander: Expander): string {
  return parts
    .map(
      (part) => segmentOf(part, scope, { expander, isQuoted: true }).values.map((v) => v.join(' '))[0] ?? '',
    )
    .join('')
}

function partsOf(word: Word): readonly WordPart[] | undefined {
  return word.parts
}

/** A piece of a word. Between two elements of a value the shell starts a new word. */
interface Segment {
  readonly values: Alternatives<Elements>
  /** Quotes make a word even if nothing is in them. */
  readonly isQuoted: boolean
}

interface Reading {
  readonly expander: Expander
  readonly isQuoted: boolean
}

function wordsOf(
  parts: readonly WordPart[] | undefined,
  word: Word,
  scope: Scope,
  expander: Expander,
): Alternatives<Elements> {
  const segments = segmentsOf(parts, word, scope, { expander, isQuoted: false })
  const isKept = segments.some(({ isQuoted }) => isQuoted)
  const joined = segments.reduce<Alternatives<Elements>>(
    (left, { values, isQuoted }) =>
      cross(left, values, (before, value) =>
        isQuoted && value.length === 0
          ? before
          : [...before.slice(0, -1), (before.at(-1) ?? '') + (value[0] ?? ''), ...value.slice(1)],
      ),
    [['']],
  )
  // "$@" with no parameters is no word at all, quotes or not.
  const isNothing = segments.length === 1 && segments[0]?.values.every((value) => value.length === 0) === true
  return joined.map((words) => words.filter((text) => text !== '' || (isKept && !isNothing)))
}

function segmentsOf(
  parts: readonly WordPart[] | undefined,
  word: Word,
  scope: Scope,
  reading: Reading,
): readonly Segment[] {
  if (parts === undefined) return [literal(withHome(word, scope, reading.expander.home))]
  return parts.map((part, index) =>
    index === 0 && part.type === 'Literal'
      ? literal(withHome(part, scope, reading.expander.home))
      : segmentOf(part, scope, reading),
  )
}

/** `~` alone or before a slash, and `~+` for the folder; other users' folders stay as they are. */
function withHome(
  { value, text }: { readonly value: string; readonly text: string },
  { folder }: Scope,
  home: string,
): string {
  if (/^~[+-](?=\/|$)/.test(text))
    return `${(text[1] === '+' ? folder : undefined) ?? COMPUTED}${value.slice(2)}`
  const assigned = /^([\w-]+[=:])?~(?=\/|$)/.exec(text)
  return assigned === null ? value : `${assigned[1] ?? ''}${home}${value.slice(assigned[0].length)}`
}

function literal(text: string, isQuoted = false): Segment {
  return { values: [[text]], isQuoted }
}

function segmentOf(part: WordPart, scope: Scope, reading: Reading): Segment {
  switch (part.type) {
    case 'Literal':
      return literal(part.value)
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return literal(part.value, true)
    case 'DoubleQuoted':
    case 'LocaleString':
      return quoted(part.parts, scope, reading.expander)
    case 'Glob':
    case 'ExtendedGlob':
      return literal(reading.isQuoted ? part.text : markGlobs(part.type === 'Glob' ? part.text : '*'))
    case 'BraceExpansion':
      return literal(part.text)
    case 'SimpleExpansion':
      return settle(
        lookUp(scope, part.text.slice(1), reading.expander.home),
        part.text === '$@',
        scope,
        reading,
      )
    case 'ParameterExpansion':
      return settle(parameter(part, scope, reading.expander), isList(part), scope, reading)
    case 'CommandExpansion':
      return settle([[reading.expander.outputOf(part, scope).replace(/\n+$/, '')]], false, scope, reading)
    case 'ArithmeticExpansion':
      reading.expander.walkInside(part, scope)
      return literal(COMPUTED)
    case 'ProcessSubstitution':
      return literal(reading.expander.pathOf(part, scope))
  }
}

/** Inside double quotes only a list of parameters makes more than one word. */
function quoted(parts: readonly WordPart[], scope: Scope, expander: Expander): Segment {
  const segments = parts.map((part) => segmentOf(part, scope, { expander, isQuoted: true }))
  const values = segments.reduce<Alternatives<Elements>>(
    (left, segment) =>
      cross(left, segment.values, (before, value) =>
        value.length === 0
          ? before
          : [...before.slice(0, -1), (before.at(-1) ?? '') + (value[0] ?? ''), ...value.slice(1)],
      ),
    [segments.length === 1 && segments[0]?.values[0]?.length === 0 ? [] : ['']],
  )
  return { values, isQuoted: true }
}

function isList(part: ParameterExpansionPart): boolean {
  return part.parameter === '@' || part.index?.text === '@'
}

/** Unquoted values are split and are patterns; quoted ones are one word, unless they are a list. */
function settle(values: Alternatives<Elements>, list: boolean, scope: Scope, reading: Reading): Segment {
  if (reading.isQuoted)
    return { values: list ? values : values.map((value) => [value.join(' ')]), isQuoted: true }
  const separators = scope.variables.get('IFS')?.[0]?.[0]
  return { values: values.map((value) => splitAll(value, separators)), isQuoted: false }
}

function splitAll(value: Elements, separators: string | undefined): Elements {
  const blanks = separators === undefined ? /[ \t\n]+/ : splitter(separators)
  if (blanks === undefined) return value.map(markGlobs)
  const words = value.flatMap((text, index) => [...(index > 0 ? [''] : []), ...markGlobs(text).split(blanks)])
  return words.length === 0 ? [''] : words
}

function splitter(separators: string): RegExp | undefined {
  return separators === '' ? undefined : new RegExp(`[${separators.replaceAll(/[\\\]^-]/g, '\\$&')}]+`)
}

function parameter(part: ParameterExpansionPart, scope: Scope, expander: Expander): Alternatives<Elements> {
  const name = part.parameter
  if (part.prefix === '!') return indirect(part, scope, expander)
  const values = elementsOf(part, scope, expander)
  if (part.prefix === '#')
    return values.map((value) => [isList(part) ? String(value.length) : String(value[0]?.length ?? 0)])
  const { operation } = part
  if (operation === undefined) return values
  const text = (word: Word | undefined): string =>
    word === undefined ? '' : (expandPattern(word, scope, expander)[0] ?? '')
  const each = (change: (value: string) => string): Alternatives<Elements> =>
    values.map((value) => value.map(change))
  switch (operation.type) {
    case 'Default': {
      const operand = wordsOf(partsOf(operation.operand), operation.operand, scope, expander)
      if (operation.operator.endsWith('=') && isMissing(values, operation.operator))
        assign(scope, name, operand)
      return withDefault(values, operation.operator, operand)
    }
    case 'Remove':
      return each((value) => removeAffix(value, operation.operator, text(operation.operand)))
    case 'Replace':
      return each((value) =>
        replaceParts(value, operation.operator, {
          pattern: text(operation.pattern),
          replacement: text(operation.replacement),
        }),
      )
    case 'Slice':
      return sliced(
        values,
        isList(part) ? (name === '@' ? 1 : 0) : undefined,
        text(operation.offset),
        operation.length && text(operation.length),
      )
    case 'CaseModification':
      return each((value) => changeCase(value, operation.operator))
    case 'Transform':
      return each((value) => changeCase(value, operation.operand.text))
    case 'Names':
    case 'Unknown':
      return [[COMPUTED]]
  }
}

function expandPattern(word: Word, scope: Scope, expander: Expander): Alternatives<string> {
  return segmentsOf(partsOf(word), word, scope, { expander, isQuoted: false }).reduce<Alternatives<string>>(
    (left, { values }) => cross(left, values, (a, b) => a + b.join(' ')),
    [''],
  )
}

function elementsOf(part: ParameterExpansionPart, scope: Scope, expander: Expander): Alternatives<Elements> {
  const index = part.index?.text
  if (part.index?.parts !== undefined) expander.walkInside(part.index, scope)
  const values = lookUp(scope, part.parameter, expander.home)
  if (index === undefined)
    return part.parameter === '@' || part.parameter === '*' ? values : values.map((value) => [value[0] ?? ''])
  if (index === '@' || index === '*') return values
  if (/^-?\d+$/.test(index)) return values.map((value) => [value.at(Number(index)) ?? ''])
  return scope.variables.get(`${part.parameter}[${index.replaceAll(/["']/g, '')}]`) ?? [[COMPUTED]]
}

function indirect(part: ParameterExpansionPart, scope: Scope, expander: Expander): Alternatives<Elements> {
  if (part.operation?.type === 'Names' || part.index !== undefined) return [[COMPUTED]]
  return lookUp(scope, part.parameter, expander.home).flatMap(([name = '']) =>
    /^\w+$/.test(name) ? lookUp(scope, name, expander.home) : [[COMPUTED]],
  )
}

function isMissing(values: Alternatives<Elements>, operator: string): boolean {
  const [first] = values[0] ?? []
  return first === undefined || first === UNSET || (operator.startsWith(':') && first === '')
}

function withDefault(
  values: Alternatives<Elements>,
  operator: string,
  operand: Alternatives<Elements>,
): Alternatives<Elements> {
  const missing = isMissing(values, operator)
  if (operator.endsWith('?')) return values
  // A variable from outside may be set or not: with `+` both can be.
  if (operator.endsWith('+'))
    return missing ? (values[0]?.[0] === UNSET ? [...operand, ['']] : [['']]) : operand
  return missing ? operand : values
}

function sliced(
  values: Alternatives<Elements>,
  first: number | undefined,
  offset: string,
  length: string | undefined,
): Alternatives<Elements> {
  if (first === undefined) return values.map((value) => value.map((text) => slice(text, offset, length)))
  const from = Number(offset)
  if (!Number.isInteger(from)) return [[COMPUTED]]
  // Parameters count from 1, elements from 0.
  return values.map((value) =>
    value.slice(Math.max(0, from - first), length === undefined ? undefined : from - first + Number(length)),
  )
}
