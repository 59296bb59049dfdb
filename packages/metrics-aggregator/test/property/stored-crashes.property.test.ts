/**
 * Every merge that once broke the engine stays equal to the model, whole and byte by byte.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeCase } from '../model/case-file.ts'
import { engineOutcome, modelOutcome } from '../model/outcomes.ts'
import { CUT_EVERY_BYTE, UNCUT } from '../model/run-engine.ts'

const FOLDER = new URL('../fixtures/crashes/', import.meta.url)

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

test.for(names)('%s', (name) => {
  const stored = decodeCase(readFileSync(new URL(name, FOLDER), 'utf8'))
  const expected = modelOutcome(stored)
  expect(engineOutcome(stored, UNCUT)).toEqual(expected)
  expect(engineOutcome(stored, CUT_EVERY_BYTE)).toEqual(expected)
})

test('the folder of stored merges is there', () => {
  expect(readdirSync(FOLDER)).toContain('README.md')
})
