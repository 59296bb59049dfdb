// Facts about figures as people read them.
import { expect, test } from 'vitest'
import { showAge, showBytes, showCount, showSeconds } from '../../../../src/http/status/figures.ts'

test.each([
  { shown: showSeconds(0.000_42), text: '0.4 ms' },
  { shown: showSeconds(0.012), text: '12 ms' },
  { shown: showSeconds(0.999_9), text: '1.0 s' },
  { shown: showSeconds(9.5), text: '9.5 s' },
  { shown: showBytes(1_023), text: '1023 B' },
  { shown: showBytes(1_536), text: '1.5 KiB' },
  { shown: showBytes(10_485_760), text: '10.0 MiB' },
  { shown: showCount(1_234_567), text: '1\u00a0234\u00a0567' },
  { shown: showCount(999), text: '999' },
])('$text', ({ shown, text }) => {
  expect(shown).toBe(text)
})

test.each([
  { from: '11:59:30', text: '30 s ago' },
  { from: '11:58:00', text: '2 min ago' },
  { from: '02:00:01', text: '9 h ago' },
  { from: '12:00:01', text: '0 s ago' },
])('at noon $from is $text', ({ from, text }) => {
  expect(showAge(`2026-03-01T${from}.000Z`, '2026-03-01T12:00:00.000Z')).toBe(text)
})
