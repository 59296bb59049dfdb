/** The tables of the README say what the program says: settings, commands, paths and exit codes. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { EXIT } from '../../src/cli/exit-code.ts'
import { SETTINGS } from '../../src/config/settings.ts'
import type { Setting } from '../../src/config/settings.ts'
import { startDaemon } from '../../src/daemon.ts'
import type { Daemon } from '../../src/daemon.ts'
import { configOf } from '../support/config.ts'
import { get } from '../support/request.ts'

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The rows of the table whose first heading is this, their cells as a reader sees them. */
function rowsUnder(heading: string): string[][] {
  const lines = README.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `))
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map(cellsOf)
}

function cellsOf(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll(/\\([*|])/g, '$1'))
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``)

test('every setting of the table is as the program has it, in its order', () => {
  const shown = rowsUnder('variable')
  const all = (Object.values(SETTINGS) as Setting<unknown>[]).map(
    ({ variable, flag, kind, fallback, help }) => [
      code(variable),
      code(`--${flag}`),
      code(kind.show(fallback)),
      help,
    ],
  )
  const variables = shown.map(([variable]) => variable)
  expect(shown.length).toBeGreaterThan(8)
  expect(shown).toEqual(all.filter(([variable]) => variables.includes(variable)))
})

test('the commands are those of the program', () => {
  expect(rowsUnder('command')).toEqual(
    COMMANDS.map(({ name, argumentsUsage, summary }) => [code(`${name} ${argumentsUsage}`.trim()), summary]),
  )
})

test('the exit codes are those of the program', () => {
  expect(rowsUnder('exit code').map(([exitCode]) => Number(exitCode))).toEqual(Object.values(EXIT))
})

describe('the paths', () => {
  let daemon: Daemon
  beforeAll(async () => {
    // Nothing listens on the port of the target, so all targets fail.
    const config = configOf({ targets: { gone: new URL('http://127.0.0.1:1/metrics') } })
    daemon = await startDaemon(config, { log: () => undefined, version: '0' })
  })
  afterAll(() => daemon.stop())

  test.each(
    rowsUnder('path').map(([path = '', answer = '']) => ({ path: path.replaceAll('`', ''), answer })),
  )('$path: $answer', async ({ path, answer }) => {
    const status = /503 if (?:all targets fail|it fails)/.test(answer) ? 503 : 200
    expect((await get(`${daemon.url}${path.replace('NAME', 'gone')}`)).status).toBe(status)
    for (const [, other] of answer.matchAll(/`(\/[^`]+)`/g))
      expect((await get(`${daemon.url}${other}`)).status).toBe(200)
  })
})
