// Code with its simple names put in: a variable that is set once to a text, a list or a path stands for it, words of the
// command line for their places in it, and paths that are joined out of pieces become one text. What is left is code in
// which a call can be read by itself.
import { literalEnd } from './code-literals.ts'

const TEXT = String.raw`(?:"[^"\\\n]*"|'[^'\\\n]*')`
const LIST = String.raw`\[\s*${TEXT}(?:\s*,\s*${TEXT})*\s*,?\s*\]`
const PATH = String.raw`(?:pathlib\.)?(?:Path|Pathname|PurePath)(?:\.new)?\(\s*${TEXT}\s*\)`
const BINDING = new RegExp(
  String.raw`(?<![\w.$@=!<>+*/-])((?:[$@]|\b)[A-Za-z_]\w*)\s*=\s*(${TEXT}|${LIST}|${PATH})(?=\s*(?:[;\n),]|$))`,
  'g',
)
const BINDINGS_MAX = 24

/** `given` are the words behind the code. */
export function withBindings(code: string, given: readonly string[]): string {
  const plain = joinedPaths(withWords(withLists(code), given))
  const bindings = [...plain.matchAll(BINDING)].slice(0, BINDINGS_MAX)
  const once = bindings.filter(([, name = '']) => assignmentsOf(name, plain) === 1)
  if (once.length === 0) return plain
  const put = once.reduce((text, [, name = '', value = '']) => replaceName(text, name, value), plain)
  return joinedPaths(put)
}

function assignmentsOf(name: string, code: string): number {
  return [...code.matchAll(new RegExp(String.raw`(?<![\w.])${escaped(name)}\s*[-+.|]?=(?!=)`, 'g'))].length
}

function escaped(text: string): string {
  return text.replaceAll('$', String.raw`\$`)
}

/** Everywhere but in texts, and where it is set. */
function replaceName(code: string, name: string, value: string): string {
  const pattern = new RegExp(String.raw`(?<![\w.$@])${escaped(name)}(?![\w"'(]|\s*=(?!=))`, 'g')
  let result = ''
  let from = 0
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] !== '"' && code[at] !== "'") continue
    const end = literalEnd(code, at)
    result += code.slice(from, at).replaceAll(pattern, () => value) + code.slice(at, end)
    from = end
    at = end - 1
  }
  return result + code.slice(from).replaceAll(pattern, () => value)
}

/** `qw(a b)` and `%w[a b]`, and the pattern of files that stands in angles. */
function withLists(code: string): string {
  const quoted = (_: string, words: string): string =>
    words
      .trim()
      .split(/\s+/)
      .map((word) => `'${word}'`)
      .join(',')
  return code
    .replaceAll(
      /\bqw\s*(?:\(([^)"']*)\)|\[([^\]"']*)\]|\{([^}"']*)\}|\/([^/"']*)\/)/g,
      (sign, ...words: string[]) => quoted(sign, words.slice(0, 4).find((text) => text !== undefined) ?? ''),
    )
    .replaceAll(/%w\s*[([{]([^)\]}"']*)[)\]}]/g, (sign, words: string) => `[${quoted(sign, words)}]`)
    .replaceAll(/(?<=\b(?:unlink|for|foreach|for each)\s*\(?\s*)<([^<>\s;"']+)>/g, 'glob("$1")')
    .replaceAll(/\b(unlink|rmtree|remove_tree)\s+for(?:each)?\s+/g, '$1 ')
    .replaceAll(/\brequire\(\s*['"](?:node:)?([\w@/-]+)['"]\s*\)(?=\s*[.([])/g, '$1')
    .replaceAll(/(?<=[\w)])\[\s*['"]([A-Za-z_]\w*)['"]\s*\](?=\s*\()/g, '.$1')
}

function withWords(code: string, given: readonly string[]): string {
  if (given.length === 0) return code
  const words = given.filter((word) => word !== '--')
  const text = (word: string | undefined, sign: string): string =>
    word === undefined || /["'\n]/.test(word) ? sign : `"${word}"`
  return code
    .replaceAll(/\bsys\.argv\[(\d+)\]/g, (sign, at: string) => text(words[Number(at) - 1], sign))
    .replaceAll(/\$?\bARGV\[(\d+)\]/g, (sign, at: string) => text(words[Number(at)], sign))
    .replaceAll(/\bprocess\.argv\[(\d+)\]/g, (sign, at: string) => text(words[Number(at) - 1], sign))
    .replaceAll(/(?<=\b(?:unlink|rmtree)\s*\(?\s*)@ARGV/g, () =>
      words.map((word) => text(word, '""')).join(','),
    )
}

const JOIN = new RegExp(
  String.raw`\b(?:os\.path\.join|path\.join|path\.resolve|File\.join|posixpath\.join|file\.path)\s*\(\s*(${TEXT})((?:\s*,\s*(?:${TEXT}|[\w.$\[\]]+))+)\s*\)`,
  'g',
)
const SLASHED = new RegExp(String.raw`\(?\s*(${PATH})\s*\)?\s*\/\s*(${TEXT})\s*\)?`, 'g')
const SEVERAL = new RegExp(String.raw`\b((?:Path|PurePath)\s*\()\s*(${TEXT})((?:\s*,\s*${TEXT})+)\s*\)`, 'g')
const ADDED = new RegExp(String.raw`(["'])([^"'\n]*\/)\1\s*[+.]\s*(?!["'])[$\w][\w.$]*(?![\w(])`, 'g')

/** A piece that is no text may be anything. */
function joinedPaths(code: string): string {
  const pieces = (text: string): readonly string[] =>
    text
      .split(',')
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
      .map((piece) => (/^["']/.test(piece) ? piece.slice(1, -1) : '*'))
  return code
    .replaceAll(
      JOIN,
      (_, first: string, rest: string) => `"${[first.slice(1, -1), ...pieces(rest)].join('/')}"`,
    )
    .replaceAll(
      SEVERAL,
      (_, sign: string, first: string, rest: string) =>
        `${sign}"${[first.slice(1, -1), ...pieces(rest)].join('/')}")`,
    )
    .replaceAll(
      SLASHED,
      (_, path: string, name: string) =>
        `${path.replace(/["']\s*\)$/, '')}/${name.slice(1, -1)}${/["']/.exec(path)?.[0] ?? '"'})`,
    )
    .replaceAll(ADDED, '$1$2*$1')
}
