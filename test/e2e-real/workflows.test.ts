// Our workflows, read by actionlint, which also hands the shell in them to shellcheck.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRealPart, hasRealParts } from '../../packages/testkit/src/real-parts.ts'
import { runCli } from '../../packages/testkit/src/run-cli.ts'
import { ROOT } from '../../tools/repository-files.ts'

const FOLDER = join(ROOT, '.github/workflows')

describe.runIf(hasRealParts(['actionlint', 'shellcheck']))('actionlint', () => {
  test('finds nothing in our workflows', async () => {
    const files = readdirSync(FOLDER).map((name) => join(FOLDER, name))
    const shellcheck = findRealPart('shellcheck') ?? 'shellcheck'
    const command = [findRealPart('actionlint') ?? 'actionlint', '-shellcheck', shellcheck, ...files]
    const { exitCode, stdout, stderr } = await runCli(command)
    expect([exitCode, stdout, stderr]).toEqual([0, '', ''])
  })
})
