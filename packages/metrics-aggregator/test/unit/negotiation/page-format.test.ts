// Facts about the format of a page: the client's order on one side, what the targets answered on the other.
import { expect, test } from 'vitest'
import type { ExpositionFormat, FormatVersion } from '../../../src/exposition/formats.ts'
import { choosePageFormat } from '../../../src/negotiation/page-format.ts'

const OM_FIRST: FormatVersion[] = ['openmetrics-1.0.0', 'openmetrics-0.0.1', 'text-0.0.4']
const OLD_OM_FIRST: FormatVersion[] = ['openmetrics-0.0.1', 'openmetrics-1.0.0', 'text-0.0.4']
const TEXT_FIRST: FormatVersion[] = ['text-0.0.4', 'openmetrics-1.0.0']
const TEXT_ONLY: FormatVersion[] = ['text-0.0.4']
const OM_ONLY: FormatVersion[] = ['openmetrics-1.0.0']

const PROTOBUF_FIRST: FormatVersion[] = ['protobuf', 'openmetrics-1.0.0', 'text-0.0.4']

test.each<{ why: string; ranked: FormatVersion[]; answered: ExpositionFormat[]; format: FormatVersion }>([
  { why: 'all text: no conversion', ranked: OM_FIRST, answered: ['text', 'text'], format: 'text-0.0.4' },
  {
    why: 'all OpenMetrics: no conversion',
    ranked: TEXT_FIRST,
    answered: ['openmetrics'],
    format: 'openmetrics-1.0.0',
  },
  {
    why: 'the version that the client prefers',
    ranked: OLD_OM_FIRST,
    answered: ['openmetrics'],
    format: 'openmetrics-0.0.1',
  },
  {
    why: 'mixed: nothing is lost in OpenMetrics',
    ranked: OM_FIRST,
    answered: ['text', 'openmetrics'],
    format: 'openmetrics-1.0.0',
  },
  {
    why: 'mixed: a lossless format goes before a favourite',
    ranked: TEXT_FIRST,
    answered: ['openmetrics', 'text'],
    format: 'openmetrics-1.0.0',
  },
  {
    why: 'text is all the client takes',
    ranked: TEXT_ONLY,
    answered: ['openmetrics', 'text'],
    format: 'text-0.0.4',
  },
  {
    why: 'text is all the client takes, nothing else came',
    ranked: TEXT_ONLY,
    answered: ['openmetrics'],
    format: 'text-0.0.4',
  },
  {
    why: 'text converted, because the client excludes it',
    ranked: OM_ONLY,
    answered: ['text'],
    format: 'openmetrics-1.0.0',
  },
  { why: 'no target answered: the favourite', ranked: OM_FIRST, answered: [], format: 'openmetrics-1.0.0' },
  {
    why: 'one target spoke protobuf: nothing else holds its native histograms',
    ranked: PROTOBUF_FIRST,
    answered: ['text', 'protobuf', 'openmetrics'],
    format: 'protobuf',
  },
  {
    why: 'no target spoke protobuf: as if the client took none',
    ranked: PROTOBUF_FIRST,
    answered: ['text'],
    format: 'text-0.0.4',
  },
  {
    why: 'no target answered: protobuf is nothing for our own metrics alone',
    ranked: PROTOBUF_FIRST,
    answered: [],
    format: 'openmetrics-1.0.0',
  },
  { why: 'protobuf is all the client takes', ranked: ['protobuf'], answered: ['text'], format: 'protobuf' },
  {
    why: 'a target speaks nothing but protobuf, which the client does not take: the favourite that holds most of it',
    ranked: TEXT_FIRST,
    answered: ['protobuf', 'text'],
    format: 'openmetrics-1.0.0',
  },
  { why: 'protobuf for a client of text', ranked: TEXT_ONLY, answered: ['protobuf'], format: 'text-0.0.4' },
  {
    why: 'nothing acceptable: what everybody reads',
    ranked: [],
    answered: ['openmetrics'],
    format: 'text-0.0.4',
  },
])('$why', ({ ranked, answered, format }) => {
  expect(
    choosePageFormat(
      ranked.map((name, at) => ({ format: name, q: 1 - at / 10 })),
      answered,
    ),
  ).toBe(format)
})
