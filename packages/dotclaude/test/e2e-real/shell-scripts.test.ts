// Our shell, held to shellcheck: the commit hook and every script of the workflows that `init` writes, and bootstrap.sh.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { TEMPLATES } from '../../src/install/templates.generated.ts'

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { name?: string; run?: string }[] }>>
}

const texts = Object.entries(TEMPLATES).map(([path, { text }]) => ({
  path,
  text: text.replaceAll('{{version}}', '2.0.0'),
}))

const bootstrap = readFileSync(new URL('../../../../bootstrap.sh', import.meta.url), 'utf8')

const written = texts.flatMap(({ path, text }) => {
  if (path.startsWith('githooks/')) return [{ name: path, script: text }]
  if (!path.startsWith('.github/workflows/')) return []
  const { jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  return steps.flatMap(({ name, run }) =>
    run === undefined ? [] : [{ name: `${path}: ${name}`, script: `#!/usr/bin/env bash\n${run}` }],
  )
})

const scripts = [{ name: 'bootstrap.sh', script: bootstrap }, ...written]

function complaintsAbout(script: string): string {
  return spawnSync(findRealPart('shellcheck') ?? '', ['-'], { input: script, encoding: 'utf8' }).stdout
}

describe.runIf(hasRealParts(['shellcheck']))('shellcheck', () => {
  test('there is something to look at', () => {
    expect(scripts.length).toBe(8)
    expect(complaintsAbout('#!/bin/sh\nrm $1\n')).toContain('SC2086')
  })

  test.each(scripts)('finds nothing in $name', ({ script }) => {
    expect(complaintsAbout(script)).toBe('')
  })
})
