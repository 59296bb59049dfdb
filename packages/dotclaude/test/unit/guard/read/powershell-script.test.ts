// What PowerShell text starts, construct by construct: names made of pieces, blocks, splats, strings, redirections.
import { expect, test } from 'vitest'
import { valueOf } from '../../../../src/guard/read/powershell-value.ts'
import type { Value } from '../../../../src/guard/read/powershell-value.ts'
import { runPowerShell } from '../../../../src/guard/read/powershell-script.ts'
import type { PowerShell } from '../../../../src/guard/read/powershell-script.ts'

/** Commands and files in their order. */
function effectsOf(text: string): readonly string[] {
  const effects: string[] = []
  const variables = new Map<string, Value>()
  const shell: PowerShell = {
    variables,
    functions: new Map(),
    stepsLeft: 1_000,
    lookUp: (name) => variables.get(name) ?? valueOf('?'),
    assign: (name, value) => void variables.set(name, value),
    start: ({ name, words, blocks, input }) => {
      effects.push([...(input === undefined ? [] : [`${input.items.join(' ')} |`]), name, ...words].join(' '))
      for (const block of blocks) runPowerShell(block, shell)
      return valueOf(`<${name}>`)
    },
    write: ({ path, isAppended }) => void effects.push(`${isAppended ? '>>' : '>'} ${path}`),
    callStatic: (type, member, args) =>
      valueOf(`${type}::${member}(${args.flatMap(({ items }) => items).join()})`),
    callMethod: () => undefined,
  }
  runPowerShell(text, shell)
  return effects
}

test.each([
  ['a b  c', ['a b c']],
  ['a; b\nc', ['a', 'b', 'c']],
  ['a && b || c', ['a', 'b', 'c']],
  ['a \'x y\' "z" w`v', ['a x y z wv']],
  ['a `\n  b', ['a b']],
  ['a # b', ['a']],
  ['a <# b; c #> d', ['a d']],
  ['"a b"', []],
  ["$x = 'a'; & $x b", ['a b']],
  ["$x = 'a', 'b'; c $x", ['c a b']],
  ["$x = @{ Path = 'p'; Force = $y }; a @x", ['a -path p -force ?']],
  ["& ('a' + 'b') c", ['ab c']],
  ["a ('{1}{0}' -f 'y', 'x')", ['a xy']],
  ['a ([char]103 + [char]105)', ['a gi']],
  ["$w = 'b c'.Split(' '); a $w", ['a b c']],
  ['a "b $(c d) e"', ['c d', 'a b <c> e']],
  ['a (b c)', ['b c', 'a <b>']],
  ['& { a b }', ['a b']],
  ['$s = { a }', []],
  ['if (a) { b } else { c }', ['a', 'b', 'c']],
  ['foreach ($f in a) { b $f }', ['a', 'b <a>']],
  ['switch (1) { 1 { a } default { b } }', ['a', 'b']],
  ['try { a } catch [x] { b } finally { c }', ['a', 'b', 'c']],
  ['function f { a }', []],
  ["a > 'b c' 2>&1", ['a', '> b c']],
  ['a >> b 2>$null', ['a', '>> b', '> ?']],
  ["'x' > b", ['> b']],
  ["@'\na b\n'@ | c", ['a b | c']],
  ['a | b { c }', ['a', '<a> | b  c ', 'c']],
  ["[x.y]::z('a', 2) | b", ['x.y::z(a,2) | b']],
  ['[void](a)', ['a']],
] as const)('%j', (text, effects) => {
  expect(effectsOf(text)).toEqual(effects)
})

test.each([
  '"',
  "'",
  '@"\n',
  '$(',
  '{{{',
  '((((',
  '[',
  '@{',
  '`',
  '$',
  '& ',
  '. ',
  'a >',
  '<#',
  '1..',
  '-join',
])('what breaks off ends the reading: %j', (text) => {
  expect(() => effectsOf(text)).not.toThrow()
})
