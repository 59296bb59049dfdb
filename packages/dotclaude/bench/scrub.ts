// How long one megabyte takes to scrub: text as sessions have it, prose and sources of this package, without secrets and
// with one of the corpus after every hundred lines. The sources are bundled into one file first, as they are published.
import { build } from 'esbuild'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Scrub } from '../src/handoff/scrub/scrubbed.ts'
import { PLANTED } from '../test/support/secret-corpus.ts'
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
      figure('with a secret after every hundred lines', textOf(withSecrets(lines())), createScrub),
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

function withSecrets(plain: readonly string[]): readonly string[] {
  return plain.flatMap((line, index) => [
    line,
    ...(index % 100 === 0 ? [PLANTED[index / 100]?.text ?? ''] : []),
  ])
}

function textOf(lines: readonly string[]): string {
  const once = lines.join('\n')
  return once.repeat(Math.ceil(MEGABYTE / once.length)).slice(0, MEGABYTE)
}

function figure(what: string, text: string, createScrub: Bundled['createScrub']): Figure {
  const seconds = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    createScrub()(text)
    return (performance.now() - start) / 1_000
  }).toSorted((a, b) => a - b)
  const median = seconds[Math.floor(RUNS / 2)] ?? 0
  return {
    what: `scrubbing 1 MB ${what}`,
    measured: `${median.toFixed(2)} s`,
    limit: `<= ${SECONDS_MAX} s`,
    isWithin: median <= SECONDS_MAX,
  }
}
