import { expect, test } from 'vitest'
import { functionsIn } from '../../../tools/functions.ts'

test.each([
  {
    text: '/* é */ function f(a: number, b = 1) {\n return a\n}',
    shape: { name: 'f', lineCount: 3, parameters: 2, depth: 0 },
  },
  { text: 'const g = () => 1', shape: { name: 'g', lineCount: 1, parameters: 0, depth: 0 } },
  {
    text: 'class C { m(a: string) { if (a) { for (;;) {} } } }',
    shape: { name: 'm', parameters: 1, depth: 2 },
  },
  { text: 'function h(x: number) { if (x) {} else if (x) {} else {} }', shape: { name: 'h', depth: 1 } },
  { text: 'call(1, (a) => { while (a) {} })', shape: { name: 'anonymous', parameters: 1, depth: 1 } },
])('the shape of $text', ({ text, shape }) => {
  expect(functionsIn(text)).toMatchObject([shape])
})

test('an inner function does not deepen the outer one', () => {
  const [outer, inner] = functionsIn('function outer() { if (a) { run(() => { if (b) {} }) } }')
  expect([outer?.depth, inner?.depth]).toEqual([1, 1])
})
