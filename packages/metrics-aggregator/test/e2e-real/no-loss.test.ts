/**
 * P2 and P3 by other people's code: what Prometheus reads of a merged page, label taken away, is what it reads of
 * each target alone, whatever the page's format. The real expositions go in, alone, twice and together.
 */
import { describe, expect, test } from 'vitest'
import { hasRealParts } from 'testkit/real-parts'
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { formatOf } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { readCorpora } from '../model/corpora.ts'
import type { ModelInput } from '../model/model-merge.ts'
import { runEngine } from '../model/run-engine.ts'
import { ORACLES } from '../oracles/oracle.ts'
import type { Answer, Oracle, OracleSample } from '../oracles/oracle.ts'

const VERSIONS: readonly FormatVersion[] = ['text-0.0.4', 'openmetrics-1.0.0']
const CORPORA = readCorpora()
const MERGES: readonly { title: string; inputs: readonly ModelInput[] }[] = [
  ...CORPORA.map((corpus) => ({ title: `${corpus.name}, alone`, inputs: [corpus] })),
  ...CORPORA.map((corpus) => ({
    title: `${corpus.name}, twice`,
    inputs: [corpus, { ...corpus, name: 'again' }],
  })),
  { title: 'all of them', inputs: CORPORA },
]

function pageOf(inputs: readonly ModelInput[], version: FormatVersion): Uint8Array {
  return runEngine({ inputs, options: DEFAULT_MERGE_OPTIONS, version }).body
}

async function readOne(oracle: Oracle, format: ExpositionFormat, body: Uint8Array): Promise<Answer> {
  const [answer] = await oracle.ask([{ format, body }])
  return answer!
}

/** Prometheus 3 writes bounds as floats where it knows the type, so 1 and 1.0 are made one. */
function describeLabels(labels: OracleSample['labels']): string {
  return labels
    .filter(([name]) => name !== DEFAULT_MERGE_OPTIONS.labelName)
    .map(([name, value]) => `${name}=${name === 'le' || name === 'quantile' ? Number(value) : value}`)
    .join(' ')
}

/** One line a sample, sorted: families may stand elsewhere on the page than in the target. */
function describeSamples(samples: readonly OracleSample[]): readonly string[] {
  return samples
    .map(({ labels, value, timestamp }) => `${describeLabels(labels)} ${value} ${timestamp}`)
    .toSorted()
}

function originOf({ labels }: OracleSample): string | undefined {
  return labels.find(([name]) => name === DEFAULT_MERGE_OPTIONS.labelName)?.[1]
}

const readers = ORACLES.filter(({ name }) => name.startsWith('textparse'))
const available = hasRealParts(['go'])

describe.each(readers)('$name', (oracle) => {
  describe.each(VERSIONS)('on a page of %s', (version) => {
    test.runIf(available).each(MERGES)('P2 P3 loses nothing of $title', async ({ inputs }) => {
      const page = await readOne(oracle, formatOf(version), pageOf(inputs, version))
      expect(page.error).toBe('')
      for (const { name, format, body } of inputs) {
        const alone = await readOne(oracle, format, body)
        const merged = page.samples.filter((sample) => originOf(sample) === name)
        expect(alone.samples.length).toBeGreaterThan(0)
        expect(describeSamples(merged)).toEqual(describeSamples(alone.samples))
      }
    })
  })
})
