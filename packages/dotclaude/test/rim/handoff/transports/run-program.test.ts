// Programs for a store: their output, their deadline, and that nobody is asked on a terminal.
import { expect, test } from 'vitest'
import { runProgram } from '../../../../src/handoff/transports/run-program.ts'

const call = { cwd: '/', env: { PATH: process.env['PATH'] }, timeoutMs: 10_000 }
const shell = (script: string) => ({ ...call, program: 'sh', args: ['-c', script] })

test('output, input and exit code', async () => {
  const run = await runProgram({ ...shell('cat; echo said >&2; exit 3'), input: 'given' })
  expect({ ...run, stdout: run.stdout.toString() }).toEqual({
    code: 3,
    stdout: 'given',
    stderr: 'said\n',
    ended: 'by itself',
  })
})

test('a program that is not there', async () => {
  expect(await runProgram({ ...call, program: '/nowhere/git', args: [] })).toMatchObject({
    code: null,
    ended: 'missing',
  })
})

test('a deadline ends the program and what it started', async () => {
  const run = await runProgram({ ...shell('sleep 600 & echo $!; wait'), timeoutMs: 300 })
  expect(run).toMatchObject({ code: null, ended: 'late' })
  const child = Number(run.stdout.toString())
  await expect.poll(() => isAlive(child)).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('there is no terminal to ask on', async () => {
  const run = await runProgram(
    shell('if (exec </dev/tty) 2>/dev/null; then echo terminal; else echo none; fi'),
  )
  expect(run.stdout.toString()).toBe('none\n')
})
