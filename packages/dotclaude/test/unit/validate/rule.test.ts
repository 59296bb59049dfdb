// The common parts of rules: running them, keeping what was read, places and shapes.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import { parseJsonDocument } from '../../../src/repo/json-document.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'
import { firstErrorIn, placeIn } from '../../../src/validate/place-in.ts'
import { oncePerSnapshot, runCheck } from '../../../src/validate/rule.ts'
import type { Rule } from '../../../src/validate/rule.ts'
import { isMapping, isText, shown, textsOf, valueAt } from '../../../src/validate/shape.ts'
import { OPTIONS } from './found.ts'

const raising = (severity: 'error' | 'warning'): Rule => ({
  id: severity,
  codes: ['SPEC_ID_MISMATCH'],
  check: () => [diagnose('SPEC_ID_MISMATCH', { file: 'a' }, {}, { severity })],
})

test.each([
  { rules: [], passed: ['all well'], count: 0 },
  { rules: [raising('warning')], passed: ['all well'], count: 1 },
  { rules: [raising('warning'), raising('error')], passed: [], count: 2 },
])('a check with $count diagnostics says $passed', ({ rules, passed, count }) => {
  const result = runCheck({ name: 'x', rules, passed: () => ['all well'] }, memorySnapshot({}), OPTIONS)
  expect([result.check, result.passed, result.diagnostics.length]).toEqual(['x', passed, count])
})

test('what was read is kept per snapshot', () => {
  let reads = 0
  const read = oncePerSnapshot(() => {
    reads += 1
    return undefined
  })
  const snapshot = memorySnapshot({})
  read(snapshot)
  read(snapshot)
  expect(reads).toBe(1)
  read(memorySnapshot({}))
  expect(reads).toBe(2)
})

test('a place always has a line', () => {
  const document = parseJsonDocument('\n{"a": [1]}')
  expect(placeIn('f', document, '/a/0')).toMatchObject({ file: 'f', line: 2, column: 8, pointer: '/a/0' })
  expect(placeIn('f', document, '/a/7')).toMatchObject({ line: 2, column: 7 })
  expect(placeIn('f', undefined, '/a')).toEqual({ file: 'f', line: 1, column: 1, pointer: '/a' })
  expect(firstErrorIn('f', parseJsonDocument('\n{'))).toMatchObject({ file: 'f', line: 2 })
  expect(firstErrorIn('f', document)).toEqual({ file: 'f', line: 1, column: 1 })
})

test('shapes', () => {
  expect([{}, [], null, 'a'].map(isMapping)).toEqual([true, false, false, false])
  expect(['a', ' ', 1, undefined].map(isText)).toEqual([true, false, false, false])
  expect(textsOf(['a', '', 1, 'b'])).toEqual([
    { text: 'a', index: 0 },
    { text: 'b', index: 3 },
  ])
  expect([textsOf('ab'), textsOf(undefined)]).toEqual([[], []])
  expect(['a', undefined, null, [1]].map(shown)).toEqual(['a', 'undefined', 'null', '[1]'])
  expect(valueAt({ a: [{ b: 1 }] }, ['a', '0', 'b'])).toBe(1)
  expect([valueAt({}, ['constructor']), valueAt(7, ['a']), valueAt(7, [])]).toEqual([undefined, undefined, 7])
})
