// Facts about the status page as text: what it says for what is, and that nothing in it acts.
import { expect, test } from 'vitest'
import type { StatusDocument } from '../../../../src/http/status/status-document.ts'
import { statusPage } from '../../../../src/http/status/status-page.ts'
import { statusText } from '../../../../src/http/status/status-text.ts'
import { DOWN, statusOf, UP } from '../../../support/status.ts'

const PATHS = { '/metrics': 'the merge', '/targets/NAME/metrics': 'one target' }

/** What a reader sees, roughly: elements gone, blanks as one. */
function seen(changes: Partial<StatusDocument> = {}): string {
  const page = statusPage({ status: statusOf(changes), paths: PATHS, historyMax: 60 })
  const body = page.slice(page.indexOf('<body>'), page.indexOf('<script>'))
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ')
}

const FAMILY = { family: 'http_requests_total', target: 'api', series: 4_711 }

test.each<{ what: string; changes?: Partial<StatusDocument>; says: string[] }>([
  { what: 'the whole', says: ['1 of 3 targets up, 2 not', 'Release 1.2.3, started 2 h ago'] },
  {
    what: 'a target that is up',
    says: [
      'up api http://127.0.0.1:8080/metrics',
      'Last scrape 30 s ago, in 12 ms',
      'Format text Samples 1 234 in 55.5 KiB',
    ],
  },
  {
    what: 'one that is down',
    says: [
      'down worker',
      'VALUE_INVALID , line 7, column 3, 30 s ago: line 7, column 3: the value is no number: a x',
      'Last success never',
    ],
  },
  {
    what: 'one that nobody asked for yet',
    says: ['not scraped yet later', 'Targets are asked when somebody asks for /metrics'],
  },
  {
    what: 'one that recovered',
    changes: { targets: [{ ...UP, lastError: DOWN.lastError }] },
    says: ['up api', 'Recovered from: VALUE_INVALID', '1 of 1 targets up '],
  },
  {
    what: 'one that may be missing',
    changes: { targets: [{ ...UP, isExpected: false }] },
    says: ['(may be missing)'],
  },
  {
    what: 'what was noticed of an exposition',
    changes: {
      targets: [
        { ...UP, lastScrape: { ...UP.lastScrape!, labelCollisions: 3, invalidLines: 2, duplicates: 1 } },
      ],
    },
    says: ['Label collisions 3 Invalid lines left out 2 Duplicate series 1'],
  },
  { what: 'no targets', changes: { targets: [] }, says: ['0 of 0 targets up', 'There are no targets.'] },
  {
    what: 'a refused configuration',
    changes: {
      configuration: {
        inForceSince: '2026-03-01T11:00:00.000Z',
        refused: {
          time: '2026-03-01T11:59:00.000Z',
          findings: [{ code: 'CONFIG_VALUE_INVALID', text: 'x cannot be y' }],
        },
      },
    },
    says: [
      'A new configuration was refused That was 1 min ago; the one of 1 h ago is still in force.',
      'CONFIG_VALUE_INVALID x cannot be y',
    ],
  },
  {
    what: 'conflicts',
    changes: {
      conflicts: {
        total: 3,
        shown: [{ kind: 'type_conflict', family: 'hits', targets: ['api', 'worker'], detail: null }],
      },
    },
    says: ['Families in conflict', 'type_conflict hits api, worker', '2 more are not shown.'],
  },
  {
    what: 'families that were counted',
    changes: { families: { time: '2026-03-01T11:59:00.000Z', largest: [FAMILY] } },
    says: ['Counted 1 min ago. Family Target Series http_requests_total api 4 711'],
  },
  {
    what: 'families that were not',
    says: ['They are counted only while somebody looks: the next scrape will.'],
  },
  {
    what: 'listeners',
    changes: { listeners: [{ port: 8080, host: '127.0.0.1', state: 'none', code: 'SCRAPE_CONTENT_TYPE' }] },
    says: ['Ports that listen', '8080 127.0.0.1 none SCRAPE_CONTENT_TYPE'],
  },
  { what: 'other pages', says: ['/metrics : the merge /targets/NAME/metrics : one target'] },
])('$what', ({ changes, says }) => {
  const text = seen(changes)
  for (const words of says) expect(text).toContain(words)
})

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'</style></title>`

test('whatever comes from elsewhere is text', () => {
  const conflict = { kind: HOSTILE, family: HOSTILE, targets: [HOSTILE], detail: HOSTILE }
  const error = { ...DOWN.lastError!, code: HOSTILE, text: HOSTILE }
  const point = { time: HOSTILE, durationSeconds: 1, code: HOSTILE }
  const page = (word: string): string => {
    const status = statusOf({
      release: word,
      targets: [
        UP,
        {
          ...DOWN,
          name: word,
          url: word,
          lastError: { ...error, text: word, code: word },
          history: [{ ...point, code: word }],
        },
      ],
      conflicts: {
        total: 2,
        shown: [{ ...conflict, kind: word, family: word, targets: [word], detail: word }],
      },
      families: { time: '2026-03-01T11:59:00.000Z', largest: [{ family: word, target: word, series: 1 }] },
      listeners: [{ port: 1, host: word, state: word, code: word }],
      configuration: {
        inForceSince: '2026-03-01T11:00:00.000Z',
        refused: { time: '2026-03-01T11:00:00.000Z', findings: [{ code: word, text: word }] },
      },
    })
    return statusPage({ status, paths: { [`/${word}`]: word }, historyMax: 60 })
  }
  const tagsOf = (text: string): string[] =>
    text.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.split(/[\s>]/, 1)[0] ?? '') ?? []
  expect(tagsOf(page(HOSTILE))).toEqual(tagsOf(page('harmless')))
  expect(page(HOSTILE)).not.toContain(HOSTILE)
})

test('as text: one sample is one', () => {
  const one = { ...UP, lastScrape: { ...UP.lastScrape!, samples: 1 } }
  expect(statusText(statusOf({ targets: [one] }), PATHS)).toContain('api: up, 1 sample in ')
})

test('as text: the paths and a line for each target', () => {
  expect(statusText(statusOf(), PATHS)).toBe(
    [
      'metrics-aggregator\n',
      '/metrics: the merge',
      '/targets/NAME/metrics: one target\n',
      'Targets',
      'api: up, 1234 samples in 12 ms',
      'worker: down, VALUE_INVALID: line 7, column 3: the value is no number: a x',
      'later: not scraped yet\n',
    ].join('\n'),
  )
})
