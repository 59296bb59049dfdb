import fc from 'testkit/fast-check'
import { describe, expect, test } from 'vitest'
import { createLog } from '../../../src/telemetry/log.ts'
import type { LogLevel } from '../../../src/telemetry/log.ts'

function written(level: LogLevel, use: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  use(createLog({ level, write: (line) => void lines.push(line), now: () => 1_700_000_000_123 }))
  return lines
}

test('a line is one JSON object with time, level and message first', () => {
  expect(
    written('info', (log) => log.info('target is up', { target: 'api', samples: 3, code: undefined })),
  ).toEqual([
    '{"ts":"2023-11-14T22:13:20.123Z","level":"info","msg":"target is up","target":"api","samples":3}',
  ])
})

describe('the level', () => {
  test.each<[LogLevel, LogLevel[]]>([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ])('%s writes %j', (level, levels) => {
    const lines = written(level, (log) => {
      for (const one of ['debug', 'info', 'warn', 'error'] as const) log[one]('x')
    })
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(levels)
  })
})

test.each([
  'a\nb',
  '\u001b[2J',
  '\u0000',
  '\u007f',
  '\u009b31m',
  '\u0085',
  '\u2028',
  '"quoted" \\ and ünïcode',
])('no control character of a field gets out: %j', (excerpt) => {
  const [line = ''] = written('info', (log) => log.info('x', { excerpt }))
  expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
  expect(JSON.parse(line)).toMatchObject({ excerpt })
})

function timeWritten(ms: number): string {
  const lines: string[] = []
  createLog({ level: 'info', write: (line) => void lines.push(line), now: () => ms }).info('x')
  return /"ts":"([^"]*)"/.exec(lines[0] ?? '')?.[1] ?? ''
}

test('the time is written as Date writes it', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(9999, 11, 31) }), (ms) => {
      expect(timeWritten(ms)).toBe(new Date(ms).toISOString())
    }),
  )
  for (const text of [
    '2000-02-29T23:59:59.999Z',
    '2100-03-01T00:00:00.000Z',
    '2024-12-31T12:00:00.001Z',
    '1970-01-01T00:00:00.000Z',
  ]) {
    expect(timeWritten(Date.parse(text))).toBe(text)
  }
})
