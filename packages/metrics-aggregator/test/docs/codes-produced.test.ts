// Every code has a case: some test outside this folder names it, as what the program produced.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ALL_CODES } from './code-examples.ts'

const TESTS = fileURLToPath(new URL('..', import.meta.url))

/** Codes without a case, each with the reason. */
const WITHOUT_CASE: Readonly<Record<string, string>> = {
  LISTEN_PORT_FORBIDDEN: 'tests often run as a user who may listen on every port',
}

const texts = readdirSync(TESTS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:ts|stdout|stderr)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !path.startsWith(join(TESTS, 'docs')))
  .map((path) => readFileSync(path, 'utf8'))

test.each(ALL_CODES)('%s has a case, or a reason for having none', (code) => {
  const isNamed = texts.some((text) => new RegExp(`\\b${code}\\b`).test(text))
  expect(isNamed).toBe(!(code in WITHOUT_CASE))
})
