/**
 * P6: whatever the byte at which a body breaks off, nothing of the target is on the page.
 */
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { MergeSession } from '../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { bytesOfText, textOfBytes } from '../model/byte-text.ts'
import { bodies, versions } from '../model/generate.ts'
import type { ModelPage } from '../model/model-merge.ts'
import { renderPage, runEngine } from '../model/run-engine.ts'
import { findCounterexample } from './property-runs.ts'

const options = DEFAULT_MERGE_OPTIONS
const whole = { name: 'whole', format: 'text', framing: 'complete', body: bytesOfText('up 1\n') } as const

test('P6 a body that is dropped half-way leaves nothing behind', () => {
  const firstBadCut = ([text, version]: [string, FormatVersion]): string | undefined => {
    const alone = textOfBytes(runEngine({ inputs: [whole], options, version }).body)
    return prefixes(text).find((prefix) => textOfBytes(dropAfter(prefix, version).body) !== alone)
  }
  const counterexample = findCounterexample({
    inputs: fc.tuple(bodies('text', 'none'), versions),
    runs: 40,
    holds: (input) => firstBadCut(input) === undefined,
    show: (input) => JSON.stringify([input, firstBadCut(input)]),
  })
  expect(counterexample).toBeUndefined()
})

function dropAfter(prefix: string, version: FormatVersion): ModelPage {
  const session = MergeSession.open([whole, { name: 'cut' }], options)
  try {
    session.begin(1, 'text')
    session.write(1, bytesOfText(prefix))
    session.begin(0, whole.format)
    session.write(0, whole.body)
    session.drop(1)
    session.end(0, whole.framing)
    return renderPage(session, version)
  } finally {
    session.release()
  }
}

test.each([
  { format: 'text', isEnd: (prefix: string) => prefix === '' || prefix.endsWith('\n') },
  { format: 'openmetrics', isEnd: (prefix: string) => /(^|\n)# EOF\n?$/.test(prefix) },
] as const)('P6 a closed connection ends a $format body only where the body says so', ({ format, isEnd }) => {
  const firstAccepted = ([text, version]: [string, FormatVersion]): string | undefined =>
    prefixes(text).find((prefix) => !isEnd(prefix) && isAccepted(prefix, format, version))
  const counterexample = findCounterexample({
    inputs: fc.tuple(bodies(format, 'none'), versions),
    runs: 40,
    holds: (input) => firstAccepted(input) === undefined,
    show: (input) => JSON.stringify([input, firstAccepted(input)]),
  })
  expect(counterexample).toBeUndefined()
})

function isAccepted(text: string, format: ExpositionFormat, version: FormatVersion): boolean {
  const input = { name: 'cut', format, framing: 'close', body: bytesOfText(text) } as const
  const { report } = runEngine({ inputs: [input], options, version })
  return report.targets[0]!.ok || report.samples > 0
}

function prefixes(text: string): readonly string[] {
  return Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length))
}
