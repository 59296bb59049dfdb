/**
 * What Prometheus makes of pages that were only glued together (part B.0 of the case list), turned round: what two
 * targets say is merged, and the page has none of the faults that an ingester stumbles over.
 */
import { expect, test } from 'vitest'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import type { CaseTarget, MergeCase } from './merge-case.ts'
import { openMetrics, raw, text } from './merge-case.ts'
import { runCase } from './run-case.ts'

const GAUGE = ['# HELP g words', '# TYPE g gauge', 'g{a="b"} 1']

interface IngesterRow {
  readonly title: string
  readonly targets: readonly CaseTarget[]
  /** Samples on the page. */
  readonly samples: number
}

const ROWS: readonly IngesterRow[] = [
  {
    title: 'two bodies with the same metadata and the same series',
    targets: [text('x', ...GAUGE), text('y', ...GAUGE)],
    samples: 2,
  },
  {
    title: 'a family of two types, mixed with others',
    targets: [
      text('x', '# TYPE g gauge', 'g 1', 'h 1', 'g{a="b"} 2'),
      text('y', '# TYPE g counter', 'g 3', 'h 4'),
    ],
    samples: 5,
  },
  {
    title: 'two OpenMetrics bodies, each with its end',
    targets: [openMetrics('x', ...GAUGE), openMetrics('y', ...GAUGE)],
    samples: 2,
  },
  {
    title: 'a text body and an OpenMetrics body',
    targets: [text('x', ...GAUGE), openMetrics('y', ...GAUGE)],
    samples: 2,
  },
  {
    title: 'an OpenMetrics body with an empty line, which is refused',
    targets: [openMetrics('x', 'g 1', ''), openMetrics('y', ...GAUGE)],
    samples: 1,
  },
  {
    title: 'a body with carriage returns',
    targets: [raw('x', 'text', '# TYPE g gauge\r\ng 1\r\n'), text('y', ...GAUGE)],
    samples: 2,
  },
  {
    title: 'one bad line in the middle, which refuses its target alone',
    targets: [text('x', 'g 1', 'g{', 'h 2'), text('y', ...GAUGE)],
    samples: 1,
  },
  {
    title: 'a label name twice, which refuses its target alone',
    targets: [text('x', 'g{a="1",a="2"} 1'), text('y', ...GAUGE)],
    samples: 1,
  },
  {
    title: 'a body cut inside a number, which looks whole',
    targets: [{ ...raw('x', 'text', 'g 1\nh 12'), framing: 'close' }, text('y', ...GAUGE)],
    samples: 1,
  },
]

const FORMATS = ['text', 'openmetrics'] as const

test.each(ROWS.flatMap((row) => FORMATS.map((format) => ({ ...row, format }))))(
  'B.0 $title: nothing on the $format page is wrong',
  ({ title, targets, samples, format }) => {
    const row: MergeCase = { case: 0, title, targets, format, page: [] }
    const { page, report } = runCase(row)
    expect(checkExposition(page, format)).toEqual([])
    expect(report.samples).toBe(samples)
  },
)
