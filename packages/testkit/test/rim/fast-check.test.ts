// Properties get the same inputs in every run, unless a hunt asks for others. Each answer is that of a process of its own,
// because fast-check is set up where it is loaded.
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import { expect, test } from 'vitest'

const MODULE = fileURLToPath(new URL('../../src/fast-check.ts', import.meta.url))
const PROGRAM = `import fc from ${JSON.stringify(MODULE)}
let first
fc.check(fc.property(fc.integer(), (value) => { first ??= value; return true }))
console.log(JSON.stringify([first, fc.readConfigureGlobal().numRuns]))`

async function drawn(env: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await runCli(
    [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', PROGRAM],
    { env },
  )
  return JSON.parse(stdout)
}

test('the same inputs each time, others by another seed, more of them where that is asked for', async () => {
  const [first, runs] = (await drawn()) as [number, number]
  expect(await drawn()).toEqual([first, runs])
  const [other, more] = (await drawn({ PROPERTY_SEED: '7', PROPERTY_RUNS: '10' })) as [number, number]
  expect(other).not.toBe(first)
  expect(more).toBe(runs * 10)
})
