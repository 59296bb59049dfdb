// The terminal of a real process: its streams, its environment, its signals.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import { expect, onTestFinished, test } from 'vitest'

const PROGRAM = [
  process.execPath,
  '--import',
  createRequire(import.meta.url).resolve('tsx'),
  fileURLToPath(new URL('echo-program.ts', import.meta.url)),
]

test('input comes in and results go out as bytes', async () => {
  const run = await runCli([...PROGRAM, 'repeat'], { input: 'ä\u0000\n' })
  expect(run).toMatchObject({ exitCode: 0, stdout: 'ä\u0000\n', stderr: '' })
})

test('the environment is there, and a pipe has no colours', async () => {
  const run = await runCli([...PROGRAM, 'color'], { env: { GREETING: 'hello' } })
  expect(run.stdout).toBe('false hello\n')
})

test('everything is written before the process ends', async () => {
  const run = await runCli([...PROGRAM, 'much'])
  expect(run.stdout).toHaveLength(500_000)
})

test('a reader that has seen enough is no failure', async () => {
  const args = [...PROGRAM.slice(1), 'much']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let remarks = ''
  child.stderr.on('data', (text: Buffer) => (remarks += text.toString()))
  await once(child.stdout, 'data')
  child.stdout.destroy()
  const [exitCode] = await once(child, 'close')
  expect({ exitCode, remarks }).toEqual({ exitCode: 0, remarks: '' })
})

test('signals are handed over one by one, and end nothing by themselves', async () => {
  const args = [...PROGRAM.slice(1), 'stops']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let results = ''
  child.stdout.on('data', (text: Buffer) => (results += text.toString()))
  expect(await nextText(child.stderr)).toBe('ready\n')
  child.kill('SIGTERM')
  expect(await nextText(child.stderr)).toBe('SIGTERM\n')
  child.kill('SIGINT')
  const [exitCode] = await once(child, 'close')
  expect({ exitCode, results }).toEqual({ exitCode: 0, results: 'SIGINT\n' })
})

async function nextText(stream: Readable): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer]
  return chunk.toString()
}
