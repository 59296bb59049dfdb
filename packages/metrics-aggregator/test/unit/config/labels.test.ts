// Facts about injected labels.
import { expect, test } from 'vitest'
import { readInjectedLabels } from '../../../src/config/labels.ts'
import type { Reading } from '../../../src/config/read-settings.ts'

function reading(value: string, source: string): Reading<string> {
  return { value, source, origin: 'environment' }
}

function read(labelName: string, labels: string): ReturnType<typeof readInjectedLabels> {
  return readInjectedLabels({
    labelName: reading(labelName, 'METRICS_LABEL_NAME'),
    labels: reading(labels, 'METRICS_LABELS'),
  })
}

test.each([
  ['origin_container', undefined],
  ['_x9', undefined],
  ['exported_job', undefined],
  ['', 'CONFIG_LABEL_NAME_INVALID'],
  ['9a', 'CONFIG_LABEL_NAME_INVALID'],
  ['a-b', 'CONFIG_LABEL_NAME_INVALID'],
  ['a:b', 'CONFIG_LABEL_NAME_INVALID'],
  ['größe', 'CONFIG_LABEL_NAME_INVALID'],
  ['le', 'CONFIG_LABEL_NAME_RESERVED'],
  ['quantile', 'CONFIG_LABEL_NAME_RESERVED'],
  ['__name__', 'CONFIG_LABEL_NAME_RESERVED'],
  ['__x', 'CONFIG_LABEL_NAME_RESERVED'],
  ['job', 'CONFIG_LABEL_NAME_CONFUSING'],
  ['instance', 'CONFIG_LABEL_NAME_CONFUSING'],
])('the label name "%s" gives %s', (label, code) => {
  expect(read(label, '').findings).toEqual(
    code === undefined ? [] : [{ code, facts: { source: 'METRICS_LABEL_NAME', label } }],
  )
})

test.each<{ text: string; labels: [string, string][]; codes: string[] }>([
  { text: '', labels: [], codes: [] },
  {
    text: 'zone=b, cluster=a',
    labels: [
      ['zone', 'b'],
      ['cluster', 'a'],
    ],
    codes: [],
  },
  {
    text: 'a=x=y,b=',
    labels: [
      ['a', 'x=y'],
      ['b', ''],
    ],
    codes: [],
  },
  {
    text: '{"b":"x,y=\\"z\\"","a":""}',
    labels: [
      ['b', 'x,y="z"'],
      ['a', ''],
    ],
    codes: [],
  },
  { text: '{}', labels: [], codes: [] },
  { text: 'zone', labels: [], codes: ['CONFIG_VALUE_INVALID'] },
  { text: 'a=1,,b=2', labels: [], codes: ['CONFIG_VALUE_INVALID'] },
  { text: '{"a":1}', labels: [], codes: ['CONFIG_VALUE_INVALID'] },
  { text: '{"a":"1"', labels: [], codes: ['CONFIG_VALUE_INVALID'] },
  { text: 'a=1,a=2', labels: [['a', '2']], codes: ['CONFIG_LABEL_REPEATED'] },
  { text: '{"a":"1","a":"2"}', labels: [['a', '2']], codes: ['CONFIG_LABEL_REPEATED'] },
  { text: 'origin_container=x', labels: [['origin_container', 'x']], codes: ['CONFIG_LABEL_REPEATED'] },
  {
    text: 'le=1,job=x',
    labels: [
      ['le', '1'],
      ['job', 'x'],
    ],
    codes: ['CONFIG_LABEL_NAME_RESERVED', 'CONFIG_LABEL_NAME_CONFUSING'],
  },
])('$text gives $labels and $codes', ({ text, labels, codes }) => {
  const injected = read('origin_container', text)
  expect(Object.entries(injected.labels)).toEqual(labels)
  expect(injected.findings.map(({ code }) => code)).toEqual(codes)
})
