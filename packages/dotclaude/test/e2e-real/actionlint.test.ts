// The workflows of a freshly initialised repository, held to the real actionlint, which also hands their scripts to
// shellcheck. Without it the conformance test still has actionlint's rules about workflows.
import { spawnSync } from 'node:child_process'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { KINDS, dotclaude, repository } from '../support/governed.ts'

function actionlint(root: string): { readonly status: number | null; readonly stdout: string } {
  const args = ['-no-color', '-shellcheck', findRealPart('shellcheck') ?? '']
  const { status, stdout } = spawnSync(findRealPart('actionlint') ?? '', args, {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, stdout }
}

describe.runIf(hasRealParts(['actionlint', 'shellcheck']))('actionlint', () => {
  test.each(Object.entries(KINDS))('finds nothing in the workflows of the kind %s', async (_, files) => {
    const { root } = repository(files)
    await dotclaude(root, 'init')
    expect(actionlint(root)).toEqual({ status: 0, stdout: '' })
  })

  test('would find what is wrong, in a workflow and in its script', async () => {
    const { root, write } = repository({})
    await dotclaude(root, 'init')
    const job = 'jobs:\n  a:\n    run-on: x\n    steps:\n      - run: rm $1\n'
    write({ '.github/workflows/x.yml': `on: push\n${job}` })
    const { status, stdout } = actionlint(root)
    expect(status).toBe(1)
    expect(stdout).toMatch(/unexpected key "run-on"/)
    expect(stdout).toMatch(/SC2086/)
  })
})
