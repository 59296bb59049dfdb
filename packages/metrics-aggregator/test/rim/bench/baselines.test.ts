// The baselines do the work that they are compared for: the C program's page is ours byte for byte, Go's have the same
// series. What is missing on this machine is left out; no figure is looked at.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildBaseline, ours } from '../../../bench/contenders.ts'
import type { Contender } from '../../../bench/contenders.ts'
import { inputOf } from '../../../bench/inputs.ts'
import { measureMerges } from '../../../bench/merge-runs.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'

/** Exit codes of the C program. */
const REFUSED = 1
const BEYOND = 3
const ONCE = { rounds: 1, turnMs: 0 }
const C = await buildBaseline('c')
const SPLIT = await buildBaseline('split')
const isMissing = ({ command }: Contender): boolean => 'missing' in command
const C_PROGRAM = isMissing(C) ? '' : ((C.command as readonly string[])[0] ?? '')

test.each(['real', 'series-1k'] as const)('the pages of %s agree', async (name) => {
  const result = await measureMerges(inputOf(name), [ours(), C, SPLIT], ONCE)
  const { report } = mergeExpositions(
    inputOf(name)
      .bodies()
      .map((body, index) => ({ name: `target-${index}`, body })),
  )
  expect(result.samples).toBe(report.samples)
})

test('a contender with other series is no contender', async () => {
  const liar: Contender = {
    name: 'split',
    title: 'liar',
    command: [process.execPath, '-e', `console.log('{"ns":1,"samples":5}')`],
  }
  await expect(measureMerges(inputOf('series-1k'), [ours(), liar], ONCE)).rejects.toThrow(
    'split has 5 series where we have 1000',
  )
})

/** What the C program makes of bodies, and what we do. */
function bothPages(bodies: readonly Buffer[]): { readonly c: string; readonly own: string } {
  const folder = mkdtempSync(join(tmpdir(), 'baseline-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = bodies.map((body, index) => {
    const file = join(folder, `${index}`)
    writeFileSync(file, body)
    return `target-${index}=${file}`
  })
  const out = join(folder, 'page')
  execFileSync(C_PROGRAM, ['0', out, ...files], { stdio: 'pipe' })
  const own = mergeExpositions(bodies.map((body, index) => ({ name: `target-${index}`, body })))
  return { c: readFileSync(out, 'latin1'), own: Buffer.from(own.body).toString('latin1') }
}

function exitCodeOf(body: Buffer): number | null {
  try {
    bothPages([body])
    return 0
  } catch (error) {
    return (error as { readonly status: number | null }).status
  }
}

describe.skipIf(isMissing(C))('the C program', () => {
  test.each([
    ['free spacing', ' \ta{ b = "c" , d="e", } 1 \t5 \n#HELP a no\n# HELP  a  yes \\x\n\n'],
    ['escapes and other scripts', 'a{b="q\\"\\\\\\n",c="é漢𝄞"} 1\n'],
    ['numbers of every form', 'a 1e5\nb +Inf\nc NaN\nd -.5\ne 1.\nf 99e306\ng infinity\nh +7e-400\n'],
    [
      'interleaved families',
      '# TYPE h histogram\nh_bucket{le="1"} 1\nx 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nx{a=""} 2\n',
    ],
    ['a carriage return and no last line feed', '\ufeffa 1\r\nb 2 3'],
    ['families without samples', '# TYPE a counter\n# HELP b text\n'],
  ])('merges %s as we do', (_what, body) => {
    const bytes = Buffer.from(body)
    const { c, own } = bothPages([bytes, bytes])
    expect(c).toBe(own)
  })

  test.each([
    ['a digit first', '1a 1\n'],
    ['a label with a digit first', 'a{1b="c"} 1\n'],
    ['a label name twice', 'a{b="1",c="2",b="3"} 1\n'],
    ['bad UTF-8', 'a{b="\u00c3("} 1\n'],
    ['a number too large', 'a 1.8e308\n'],
    ['no number', 'a 0x1\n'],
    ['a timestamp with a point', 'a 1 1.5\n'],
    ['an unknown type', '# TYPE a info\n'],
    ['no closing brace', 'a{b="c" 1\n'],
  ])('refuses %s', (_what, body) => {
    const bytes = Buffer.from(body, 'latin1')
    expect(mergeExpositions([{ name: 'a', body: bytes }]).report.targets[0]?.ok).toBe(false)
    expect(exitCodeOf(bytes)).toBe(REFUSED)
  })

  test.each([
    'a{origin_container="mine"} 1\n',
    '# TYPE a counter\n# TYPE a gauge\n',
    '# HELP a b\n# HELP a c\n',
  ])('says so where %j is beyond it', (body) => expect(exitCodeOf(Buffer.from(body))).toBe(BEYOND))
})
