import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runProgram } from '../../../tools/run-program.ts'

const LONG_MS = 20_000

test.each([
  { what: 'success', script: 'console.log(1)', finished: { ok: true, output: '1\n' } },
  { what: 'failure', script: 'console.error(2); process.exit(3)', finished: { ok: false, output: '2\n' } },
  { what: 'death by a signal', script: 'process.kill(process.pid)', finished: { ok: false, output: '' } },
])('tells of $what', async ({ script, finished }) => {
  expect(await runProgram([process.execPath, '-e', script], LONG_MS)).toEqual(finished)
})

test('a program that cannot start has failed', async () => {
  const { ok, output } = await runProgram(['/nowhere/tool'], LONG_MS)
  expect(ok).toBe(false)
  expect(output).toContain('/nowhere/tool')
})

// The grandchild holds the pipes and would keep the run open, as a spinning test worker does.
const PARENT = `
const { spawn } = require('node:child_process')
const child = spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'inherit' })
require('node:fs').writeFileSync(process.argv[1], String(child.pid))`

test('a program that hangs is stopped with everything that it started', async () => {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  const pidFile = join(tree.root, 'pid')
  const { ok, output } = await runProgram([process.execPath, '-e', PARENT, pidFile], 4_000)
  expect(ok).toBe(false)
  expect(output).toBe(`${process.execPath} was stopped after 4 s\n`)
  expect(existsSync(`/proc/${readFileSync(pidFile, 'utf8')}/exe`)).toBe(false)
})
