// What one megabyte costs to scrub: text as sessions have it, prose and sources of this package, without secrets, with the
// corpus of planted ones between the lines, and with thousands of different ones. The sources are bundled into one file
// first, as they are published. Seconds are those of the processor, so that a busy machine changes little.
import { build } from 'esbuild'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Scrub } from '../src/handoff/scrub/scrubbed.ts'
import { ALL_PLANTED, drawer } from '../test/support/secret-corpus.ts'
import type { Figure } from './medians.ts'

const MEGABYTE = 1_000_000
const SECONDS_MAX = 0.5
const RUNS = 5

interface Bundled {
  readonly createScrub: () => Scrub
}

export async function scrubFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dotclaude-bench-'))
  try {
    const outfile = join(folder, 'scrub.mjs')
    const source = fileURLToPath(new URL('../src/handoff/scrub/create-scrub.ts', import.meta.url))
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    })
    const { createScrub } = (await import(pathToFileURL(outfile).href)) as Bundled
    return [
      figure('without secrets', textOf(lines()), createScrub),
      figure(
        'with one of 1,200 secrets after every tenth line',
        textOf(withSecrets(lines(), 10, planted)),
        createScrub,
      ),
      figure(
        'with another secret after every fifth line',
        textOf(withSecrets(lines(), 5, drawn)),
        createScrub,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lines(): readonly string[] {
  return ['docs/cli.md', 'docs/guard.md', 'docs/api.md', 'src/cli/arguments.ts', 'CHANGELOG.md'].flatMap(
    (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8').split('\n'),
  )
}

type SecretAt = (index: number) => string

function planted(index: number): string {
  return ALL_PLANTED[index % ALL_PLANTED.length]?.text ?? ''
}

const draw = drawer(5)
const WORD = 'A-Za-z0-9'

function drawn(index: number): string {
  if (index % 3 === 0) return `export DB_PASSWORD=${draw(WORD, 14)}`
  return index % 3 === 1 ? `gh${'p_'}${draw(WORD, 36)}` : `Authorization: Bearer ${draw(WORD, 32)}`
}

/** The lines again and again, each time with other secrets. */
function withSecrets(plain: readonly string[], step: number, secretAt: SecretAt): readonly string[] {
  const copies = Math.ceil(MEGABYTE / plain.join('\n').length)
  return Array.from({ length: copies }, () => plain)
    .flat()
    .flatMap((line, index) => (index % step === 0 ? [line, secretAt(index / step)] : [line]))
}

function textOf(all: readonly string[]): string {
  const once = all.join('\n')
  return once.repeat(Math.ceil(MEGABYTE / once.length)).slice(0, MEGABYTE)
}

function figure(what: string, text: string, createScrub: Bundled['createScrub']): Figure {
  const seconds = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage()
    createScrub()(text)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1_000_000
  })
  // Whatever else runs can only add to it.
  const least = Math.min(...seconds)
  return {
    what: `scrubbing 1 MB ${what}`,
    measured: `${least.toFixed(2)} s`,
    limit: `<= ${SECONDS_MAX} s`,
    isWithin: least <= SECONDS_MAX,
  }
}
