import { expect, test } from 'vitest'
import { injectedLabels } from '../../../src/exposition/identity.ts'
import type { InjectedLabels } from '../../../src/exposition/identity.ts'

test.each([
  ['api', 'api'],
  ['a"b', String.raw`a\"b`],
  ['a\\b', String.raw`a\\b`],
  ['a\nb', String.raw`a\nb`],
  ['größe', 'größe'],
])('the label value %j is written %s (case 37)', (value, written) => {
  const { bytes } = injectedLabels({ name: value }, 'origin_container')
  expect(Buffer.from(bytes).toString()).toBe(`origin_container="${written}"`)
})

const injected = (labels: Readonly<Record<string, string>>): InjectedLabels =>
  injectedLabels({ name: 'größe', labels }, 'origin_container')

const textOf = ({ bytes }: InjectedLabels, start?: number, length = bytes.length): string =>
  Buffer.from(bytes).toString('utf8', start, (start ?? 0) + length)

const parts = (labels: Readonly<Record<string, string>>): string[] => {
  const all = injected(labels)
  return all.parts.map(({ start, length }) => textOf(all, start, length))
}

test('the origin label stands first, the target’s own follow in their order', () => {
  expect(parts({ team: 'b', app: 'a' })).toEqual(['origin_container="größe"', 'team="b"', 'app="a"'])
})

test('a target label cannot forge the origin', () => {
  expect(parts({ origin_container: 'other' })).toEqual(['origin_container="größe"'])
})

test('parts are joined by commas, and each begins with its name', () => {
  const all = injected({ team: 'b', app: 'a' })
  expect(textOf(all)).toBe('origin_container="größe",team="b",app="a"')
  expect(all.parts.map(({ start, nameLength }) => textOf(all, start, nameLength))).toEqual([
    'origin_container',
    'team',
    'app',
  ])
})

test('labels that cannot change are rendered once for each name of the origin label', () => {
  const identity = Object.freeze({ name: 'api' })
  const first = injectedLabels(identity, 'origin_container')
  expect(injectedLabels(identity, 'origin_container')).toBe(first)
  expect(textOf(injectedLabels(identity, 'origin'))).toBe('origin="api"')
  expect(textOf(injectedLabels(identity, 'origin_container'))).toBe('origin_container="api"')
})

test('labels that can change are rendered as they are now', () => {
  const labels = { team: 'a' }
  const identity = Object.freeze({ name: 'api', labels })
  expect(textOf(injectedLabels(identity, 'origin'))).toBe('origin="api",team="a"')
  labels.team = 'b'
  expect(textOf(injectedLabels(identity, 'origin'))).toBe('origin="api",team="b"')
})
