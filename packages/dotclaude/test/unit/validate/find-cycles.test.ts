// Circles in a graph of names.
import { expect, test } from 'vitest'
import { cycleText, findCycles } from '../../../src/validate/find-cycles.ts'

type Graph = Readonly<Record<string, readonly string[]>>

test.each<{ what: string; graph: Graph; cycles: readonly string[] }>([
  { what: 'nothing', graph: {}, cycles: [] },
  { what: 'a chain', graph: { a: ['b'], b: ['c'], c: [] }, cycles: [] },
  { what: 'a diamond', graph: { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, cycles: [] },
  { what: 'itself', graph: { a: ['a'] }, cycles: ['a -> a'] },
  { what: 'two, from either side', graph: { b: ['a'], a: ['b'] }, cycles: ['a -> b -> a'] },
  { what: 'a tail into a circle', graph: { x: ['b'], b: ['c'], c: ['b'] }, cycles: ['b -> c -> b'] },
  {
    what: 'two circles apart',
    graph: { a: ['b'], b: ['a'], c: ['d'], d: ['c'] },
    cycles: ['a -> b -> a', 'c -> d -> c'],
  },
  {
    what: 'two circles through one name',
    graph: { a: ['b', 'c'], b: ['a'], c: ['a'] },
    cycles: ['a -> b -> a', 'a -> c -> a'],
  },
  { what: 'the same edge twice', graph: { a: ['b', 'b'], b: ['a'] }, cycles: ['a -> b -> a'] },
  { what: 'names that are no nodes', graph: { a: ['x', 'constructor'] }, cycles: [] },
])('$what', ({ graph, cycles }) => {
  expect(findCycles(new Map(Object.entries(graph))).map(cycleText)).toEqual(cycles)
})

test('a chain of any length is walked', () => {
  const length = 20_000
  const graph = new Map(Array.from({ length }, (_, index) => [String(index), [String((index + 1) % length)]]))
  expect(findCycles(graph)).toHaveLength(1)
})
