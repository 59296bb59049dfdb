/**
 * What real clients send in Accept, and what RFC 9110 section 12.5.1 says about the header, each with the page they get
 * for targets that all answered in text, all in OpenMetrics, or in both.
 */
import { describe, expect, test } from 'vitest'
import { contentTypeOf } from '../../src/exposition/formats.ts'
import type { Escaping, ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { clientWish } from '../../src/negotiation/client-wish.ts'
import { choosePageFormat } from '../../src/negotiation/page-format.ts'

interface Row {
  readonly id: string
  readonly who: string
  readonly accept: string | undefined
  /** The scheme of its names; none where the client asked for none. */
  readonly escaping?: Escaping
  /** Page format for text targets, for OpenMetrics targets, for both kinds together. */
  readonly pages: readonly [FormatVersion, FormatVersion, FormatVersion]
}

const TEXT: FormatVersion = 'text-0.0.4'
const TEXT1: FormatVersion = 'text-1.0.0'
const OM1: FormatVersion = 'openmetrics-1.0.0'
const OM0: FormatVersion = 'openmetrics-0.0.1'
const PROTOBUF = 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited'

const CLIENTS: readonly Row[] = [
  {
    id: 'C1',
    who: 'Prometheus up to 2.30',
    accept: 'application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    pages: [TEXT, OM0, OM0],
  },
  {
    id: 'C2',
    who: 'Prometheus 2.42 to 2.48',
    accept:
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'C3',
    who: 'the same with protobuf',
    accept: `${PROTOBUF},application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1`,
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'C4',
    who: 'Prometheus 2.49 to 2.55',
    accept:
      'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'C5',
    who: 'Prometheus 3',
    accept:
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    escaping: 'allow-utf-8',
    pages: [TEXT1, OM1, OM1],
  },
  {
    id: 'C6',
    who: 'Prometheus 3 with native histograms',
    accept: `${PROTOBUF};q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1`,
    escaping: 'allow-utf-8',
    pages: [TEXT1, OM1, OM1],
  },
  {
    id: 'C7',
    who: 'Prometheus 3 with escaped names',
    accept:
      'application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=underscores;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    escaping: 'underscores',
    pages: [TEXT1, OM1, OM1],
  },
  { id: 'C8', who: 'vmagent', accept: 'text/plain;version=0.0.4;q=1,*/*;q=0.1', pages: [TEXT, TEXT, TEXT] },
  { id: 'C9', who: 'curl', accept: '*/*', pages: [TEXT, TEXT, TEXT] },
  {
    id: 'C10',
    who: 'a browser',
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    pages: [TEXT, TEXT, TEXT],
  },
  { id: 'C11', who: 'a client without the header', accept: undefined, pages: [TEXT, TEXT, TEXT] },
  { id: 'C12', who: 'a client with an empty header', accept: '', pages: [TEXT, TEXT, TEXT] },
]

const CLAUSES: readonly Row[] = [
  {
    id: 'R1',
    who: 'the weight decides, not the order',
    accept: 'text/plain;q=0.5, application/openmetrics-text;q=0.6',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'R2',
    who: 'equal weights: the order decides',
    accept: 'application/openmetrics-text, text/plain',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'R3',
    who: 'q=0 excludes a format',
    accept: 'application/openmetrics-text;q=0, */*',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'R4',
    who: 'q=0.000 excludes as well',
    accept: 'text/plain;q=0.000, application/openmetrics-text;q=0.001',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R5',
    who: 'an excluded text leaves what the wildcard covers',
    accept: 'text/plain;q=0, */*',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R6',
    who: 'a more specific range overrides a wildcard of greater weight',
    accept: 'text/*;q=0.9, text/plain;q=0.1, application/openmetrics-text;q=0.5',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'R7',
    who: 'a version is more specific than none',
    accept: 'application/openmetrics-text;q=0.9, application/openmetrics-text;version=1.0.0;q=0',
    pages: [TEXT, TEXT, TEXT],
  },
  { id: 'R8', who: 'text/* covers text', accept: 'text/*', pages: [TEXT, TEXT, TEXT] },
  { id: 'R9', who: 'application/* covers OpenMetrics', accept: 'application/*', pages: [OM1, OM1, OM1] },
  {
    id: 'R10',
    who: 'a name goes before a wildcard of equal weight',
    accept: '*/*, application/openmetrics-text',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'R11',
    who: 'OpenMetrics without version is 1.0.0',
    accept: 'application/openmetrics-text',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R12',
    who: '0.0.1 for those who ask for it',
    accept: 'application/openmetrics-text;version=0.0.1',
    pages: [OM0, OM0, OM0],
  },
  {
    id: 'R13',
    who: 'the preferred version of two',
    accept:
      'application/openmetrics-text;version=0.0.1, application/openmetrics-text;version=1.0.0;q=0.9, text/plain;q=0.1',
    pages: [TEXT, OM0, OM0],
  },
  {
    id: 'R14',
    who: 'a version that we do not have is nothing',
    accept: 'application/openmetrics-text;version=2.0.0, text/plain;version=0.0.4;q=0.1',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'R15',
    who: 'quoted parameter values',
    accept: 'application/openmetrics-text; version="1.0.0"; charset="UTF-8"',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R16',
    who: 'names without regard to case',
    accept: 'Application/OpenMetrics-Text;VERSION=1.0.0;Q=1',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R17',
    who: 'blanks around separators',
    accept: ' application/openmetrics-text ;\tversion=1.0.0 ; q=0.7 ,text/plain ; q=0.2 ',
    pages: [TEXT, OM1, OM1],
  },
  {
    id: 'R18',
    who: 'a malformed part is ignored',
    accept: 'application/openmetrics-text;q=high, text/plain;q=0.2',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'R19',
    who: 'a charset that we do not write is not taken',
    accept: 'text/plain;charset=utf-16, application/openmetrics-text;q=0.1',
    pages: [OM1, OM1, OM1],
  },
  {
    id: 'R20',
    who: 'nothing acceptable: text, as Go servers do',
    accept: 'image/png',
    pages: [TEXT, TEXT, TEXT],
  },
  { id: 'R21', who: 'everything excluded: text', accept: '*/*;q=0', pages: [TEXT, TEXT, TEXT] },
  {
    id: 'R22',
    who: 'only text 1.0.0',
    accept: 'text/plain;version=1.0.0;escaping=allow-utf-8',
    escaping: 'allow-utf-8',
    pages: [TEXT1, TEXT1, TEXT1],
  },
]

/** How names are written: Prometheus, content negotiation, escaping scheme. */
const NAMES: readonly Row[] = [
  {
    id: 'E1',
    who: 'any name, in text of no version: the one that can quote',
    accept: 'text/plain;escaping=allow-utf-8',
    escaping: 'allow-utf-8',
    pages: [TEXT1, TEXT1, TEXT1],
  },
  {
    id: 'E2',
    who: 'any name, but only in formats that cannot quote: escaped after all',
    accept: 'application/openmetrics-text;version=0.0.1;escaping=allow-utf-8, text/plain;version=0.0.4;q=0.5',
    escaping: 'underscores',
    pages: [TEXT, OM0, OM0],
  },
  {
    id: 'E3',
    who: 'formats that cannot quote are left out whatever their weight',
    accept:
      'application/openmetrics-text;version=0.0.1, text/plain;version=0.0.4;q=0.9, text/plain;version=1.0.0;escaping=allow-utf-8;q=0.1',
    escaping: 'allow-utf-8',
    pages: [TEXT1, TEXT1, TEXT1],
  },
  {
    id: 'E4',
    who: 'the scheme of the greatest weight, whatever its type',
    accept:
      'text/plain;version=0.0.4;escaping=values;q=0.4, application/x-other;escaping=dots;q=0.8, */*;escaping=underscores;q=0.1',
    escaping: 'dots',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'E5',
    who: 'a scheme that nobody knows is passed over',
    accept: 'text/plain;escaping=runes, text/plain;escaping=values;q=0.5',
    escaping: 'values',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'E6',
    who: 'an excluded range asks for nothing',
    accept: 'application/openmetrics-text;escaping=dots;q=0, text/plain',
    pages: [TEXT, TEXT, TEXT],
  },
  {
    id: 'E7',
    who: 'text 1.0.0 without a scheme has plain names',
    accept: 'text/plain;version=1.0.0',
    pages: [TEXT1, TEXT1, TEXT1],
  },
]

const ANSWERS: readonly (readonly ExpositionFormat[])[] = [
  ['text', 'text'],
  ['openmetrics'],
  ['text', 'openmetrics'],
]

describe.each([
  { name: 'clients', rows: CLIENTS },
  { name: 'RFC 9110 section 12.5.1', rows: CLAUSES },
  { name: 'escaping of names', rows: NAMES },
])('$name', ({ rows }) => {
  test.each(rows)('$id $who', ({ accept, escaping, pages }) => {
    const wish = clientWish(accept, ['text', 'openmetrics'])
    expect(ANSWERS.map((answered) => choosePageFormat(wish.ranked, answered))).toEqual(pages)
    expect(wish.escaping).toBe(escaping)
  })
})

test.each<{ version: FormatVersion; escaping?: Escaping; header: string }>([
  { version: TEXT, header: 'text/plain; version=0.0.4; charset=utf-8' },
  { version: TEXT1, header: 'text/plain; version=1.0.0; charset=utf-8; escaping=underscores' },
  { version: OM1, header: 'application/openmetrics-text; version=1.0.0; charset=utf-8' },
  { version: OM0, header: 'application/openmetrics-text; version=0.0.1; charset=utf-8' },
  {
    version: TEXT,
    escaping: 'underscores',
    header: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
  },
  {
    version: TEXT1,
    escaping: 'allow-utf-8',
    header: 'text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8',
  },
  {
    version: OM1,
    escaping: 'allow-utf-8',
    header: 'application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8',
  },
  {
    version: OM1,
    escaping: 'dots',
    header: 'application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=dots',
  },
  {
    version: OM0,
    escaping: 'values',
    header: 'application/openmetrics-text; version=0.0.1; charset=utf-8',
  },
])('the exact Content-Type of $version with $escaping', ({ version, escaping, header }) => {
  expect(contentTypeOf(version, escaping)).toBe(header)
})
