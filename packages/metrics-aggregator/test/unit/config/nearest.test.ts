// Facts about suggestions for misspelt names.
import { expect, test } from 'vitest'
import { nearestName } from '../../../src/config/nearest.ts'

test.each([
  { name: 'chekc', known: ['check', 'merge'], nearest: 'check' },
  { name: 'serv', known: ['check', 'serve'], nearest: 'serve' },
  { name: 'METRICS_ENDPOINT', known: ['METRICS_ENDPOINTS', 'METRICS_LABELS'], nearest: 'METRICS_ENDPOINTS' },
  { name: 'metrics_labels', known: ['METRICS_LABELS'], nearest: 'METRICS_LABELS' },
  { name: 'abc', known: ['abd', 'abe'], nearest: 'abd' },
  { name: 'xyz', known: ['check', 'merge'], nearest: undefined },
  { name: 'ab', known: ['ac'], nearest: undefined },
  { name: '', known: ['a'], nearest: undefined },
  { name: 'check', known: [], nearest: undefined },
])('$name among $known means $nearest', ({ name, known, nearest }) => {
  expect(nearestName(name, known)).toBe(nearest)
})
