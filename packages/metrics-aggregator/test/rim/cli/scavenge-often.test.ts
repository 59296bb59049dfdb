// The young generation stays small in a process that asked for it, and grows in one that did not.
import { expect, test } from 'vitest'
import { runCli } from 'testkit/run-cli'

const SOURCE = new URL('../../../src/cli/scavenge-often.ts', import.meta.url).href

/** Keeps ever more objects alive through collections, which makes the young generation grow; prints its size in bytes. */
const churn = (first: string): string => `
  import { getHeapSpaceStatistics } from 'node:v8'
  import { scavengeOften } from ${JSON.stringify(SOURCE)}
  ${first}
  const kept = []
  for (let i = 0; i < 400_000; i++) kept[i % 60_000] = { i, text: String(i) }
  console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size)
`

async function youngBytes(first: string): Promise<number> {
  const args = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', churn(first)]
  const { stdout, stderr } = await runCli(args)
  expect(stderr).toBe('')
  return Number(stdout)
}

test('the young generation does not grow', async () => {
  const grown = await youngBytes('')
  const held = await youngBytes('await scavengeOften()')
  expect(held).toBeLessThan(grown)
})
