// Our shell, held to shellcheck: the commit hook and every script of the workflows that `init` writes, and those at the root.
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

const atRoot = ['bootstrap.sh', 'sync.sh'].map((name) => ({
  name,
  script: readFileSync(new URL(`../../../../${name}`, import.meta.url), 'utf8'),
}))

const written = texts.flatMap(({ path, text }) => {
  if (path.startsWith('githooks/')) return [{ name: path, script: text }]
  if (!path.startsWith('.github/workflows/')) return []
  const { jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  return steps.flatMap(({ name, run }) =>
    run === undefined ? [] : [{ name: `${path}: ${name}`, script: `#!/usr/bin/env bash\n${run}` }],
  )
})

const scripts = [...atRoot, ...written]

function complaintsAbout(script: string): string {
  return spawnSync(findRealPart('shellcheck') ?? '', ['-'], { input: script, encoding: 'utf8' }).stdout
}

describe.runIf(hasRealParts(['shellcheck']))('shellcheck', () => {
  test('there is something to look at', () => {
    expect(scripts.length).toBe(9)
    expect(complaintsAbout('#!/bin/sh\nrm $1\n')).toContain('SC2086')
  })

  test.each(scripts)('finds nothing in $name', ({ script }) => {
    expect(complaintsAbout(script)).toBe('')
  })
})
