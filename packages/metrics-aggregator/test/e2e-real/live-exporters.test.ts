/**
 * The laws (test/laws) over what real programs expose at this moment, in every format in which they answer: exporters of
 * Debian and a Node program.
 */
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, describe } from 'vitest'
import { CONTENT_TYPES, formatFromContentType } from '../../src/exposition/formats.ts'
import { describeLaws } from '../laws/describe-laws.ts'
import type { Written } from '../laws/describe-laws.ts'
import { startPodTargets, TARGET_PARTS } from './pod/targets.ts'

const ASKED = [CONTENT_TYPES['text-0.0.4'], CONTENT_TYPES['openmetrics-1.0.0'], CONTENT_TYPES.protobuf]

/** What the program answers who takes this type alone; it may answer in another one. */
async function exposition(name: string, url: URL, type: string): Promise<Written> {
  const response = await fetch(url, { headers: { accept: type } })
  const format = formatFromContentType(response.headers.get('content-type') ?? undefined)
  if (format === 'missing' || format === 'foreign') throw new Error(`${name} answered as ${format}`)
  return { title: `${name} as ${format}`, format, first: new Uint8Array(await response.arrayBuffer()) }
}

describe.runIf(hasRealParts(TARGET_PARTS))('live exporters', () => {
  const tree = makeTempTree()
  const stops: (() => Promise<void>)[] = []

  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()))
    tree.remove()
  })

  async function scrapeAll(): Promise<readonly Written[]> {
    const targets = await startPodTargets(tree.root)
    stops.push(...targets.map(({ stop }) => stop))
    const asked = targets.flatMap(({ name, url }) => ASKED.map((type) => exposition(name, url, type)))
    const answers = new Map((await Promise.all(asked)).map((one) => [one.title, one]))
    report([...answers.keys()].join(', '))
    return [...answers.values()]
  }

  describeLaws(scrapeAll)
})
