// Which processes run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isRunning, ownPid } from '../../../../src/handoff/transports/processes.ts'

test('this process runs, and one that has ended does not', async () => {
  expect(isRunning(ownPid())).toBe(true)
  const child = spawn(process.execPath, ['-e', '0'])
  await once(child, 'close')
  expect(isRunning(child.pid ?? 0)).toBe(false)
})
