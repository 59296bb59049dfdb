import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { REAL_PARTS, findRealPart, hasRealParts } from '../../src/real-parts.ts'
import { makeTempTree } from '../../src/temp-tree.ts'

function folderWith(program: string): string {
  const tree = makeTempTree({ [program]: '#!/bin/sh\nexit 0\n', 'prometheus-pushgateway': 'no program' })
  onTestFinished(tree.remove)
  chmodSync(join(tree.root, program), 0o755)
  return tree.root
}

test('finds a program on the path, and only what can be executed', () => {
  const folder = folderWith('promtool')
  expect(findRealPart('promtool', { PATH: `/nowhere:${folder}` })).toBe(join(folder, 'promtool'))
  expect(findRealPart('prometheus-pushgateway', { PATH: folder })).toBeUndefined()
})

test('a python counts when it knows prometheus_client', () => {
  // This one says yes to everything.
  const folder = folderWith('python3')
  expect(findRealPart('python with prometheus_client', { PATH: folder })).toBeDefined()
})

test('a missing program leaves tests out, and fails in CI by name', () => {
  const parts = ['prometheus-pushgateway'] as const
  const said: string[] = []
  expect(hasRealParts(parts, { PATH: '' }, (message) => said.push(message))).toBe(false)
  expect(said).toEqual(['missing: prometheus-pushgateway (package prometheus-pushgateway)'])
  expect(() => hasRealParts(parts, { PATH: '', CI: 'true' })).toThrow('missing: prometheus-pushgateway')
})

test('CI installs the package of every part', () => {
  const script = readFileSync(new URL('../../../../.ci/run', import.meta.url), 'utf8')
  expect([...new Set(Object.values(REAL_PARTS))].filter((name) => !script.includes(name))).toEqual([])
})
