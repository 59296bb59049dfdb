/** A short soak: all of it but the verdict on memory, which takes minutes (`npm run soak`). */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { runCli } from 'testkit/run-cli'
import { describe, expect, test } from 'vitest'

const MINUTES = '0.4'
const SOAK = fileURLToPath(new URL('../../soak/main.ts', import.meta.url))

describe.runIf(hasRealParts(['prometheus']))('a short soak', () => {
  test('serves nothing wrong', async () => {
    const loader = createRequire(import.meta.url).resolve('tsx')
    const command = [process.execPath, '--import', loader, SOAK, '--minutes', MINUTES]
    const { exitCode, stdout, stderr } = await runCli(command, { deadlineMs: 250_000 })
    report(stdout.trim())
    expect([stderr, exitCode === null]).toEqual(['', false])
    // What Prometheus sees in time depends on how busy the machine is; what it is served does not.
    expect(stdout).toContain('ok    wrong answers: 0')
    expect(stdout).toContain('ok    descriptors at rest')
  })
})
