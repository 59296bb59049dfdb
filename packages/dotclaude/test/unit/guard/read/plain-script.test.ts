// A plain line has the tree that the shell's grammar gives it: every command of the corpus that is plain, and lines that are
// made of the pieces of plain ones.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { parseGrammar } from '../../../../src/guard/read/grammar.ts'
import { plainScript } from '../../../../src/guard/read/plain-script.ts'
import { CORPUS } from '../../../support/guard-corpus.ts'

/** Everything that the walk could ask of a tree; the grammar works some of it out when it is asked. */
const FIELDS =
  'type text value parts pos end name prefix suffix args redirects prefixes commands command operators operator descriptor target background shebang errors'

function asRead(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asRead)
  if (typeof node !== 'object' || node === null) return node
  const fields = FIELDS.split(' ').map((name) => [name, asRead(node[name as never])] as const)
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

const COMMANDS = CORPUS.filter(({ shell }) => shell === undefined).map(({ command }) => command)
const PLAIN = COMMANDS.filter((command) => plainScript(command) !== undefined)

test('a good part of the corpus is plain', () => {
  expect(PLAIN.length).toBeGreaterThan(COMMANDS.length / 4)
})

test('a plain command of the corpus has the tree of the grammar', () => {
  expect(PLAIN.map((command) => asRead(plainScript(command)))).toEqual(
    PLAIN.map((command) => asRead(parseGrammar(command))),
  )
})

const PIECES =
  `git rm -rf ls cd . .. ~ ~/x a=b --x=~/y x:~ HEAD~1 HEAD^ @{u} @ + +main :x %1 -- - -- # a#b 1 2 22 "a b" 'c d' "" '' "if" if then ! [ ] { } echo let test export alias command exec eval coproc time function in ; && || | & |& ;; ( ) > < 2>&1 2>/dev/null >/dev/null &>/dev/null 1>&2 >&2 1>/dev/null 3>&1 >/dev/nul $x \\ \t \n \u00a0 é * ? [a]`.split(
    / (?!b"|d')/,
  )

const anyLine = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', ' ', '  ', '\t')), { maxLength: 9 })
  .map((pieces) => pieces.flat().join(''))

test('a line of such pieces has the tree of the grammar if it is plain', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      const script = plainScript(line)
      fc.pre(script !== undefined)
      expect(asRead(script)).toEqual(asRead(parseGrammar(line)))
    }),
    { numRuns: 5_000, maxSkipsPerRun: 100 },
  )
})
