// A report is told line by line, each with the mark that the check looks for.
import { report } from 'testkit/report'
import { expect, onTestFinished, test, vi } from 'vitest'

test('every line of a report bears the mark', () => {
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined)
  onTestFinished(() => log.mockRestore())
  report('a\n b')
  expect(log.mock.calls).toEqual([['» a\n»  b']])
})
