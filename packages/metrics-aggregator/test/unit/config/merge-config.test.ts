// Facts about the settings that shape a page.
import { expect, test } from 'vitest'
import { limitsOf, mergeConfigOf } from '../../../src/config/merge-config.ts'
import { readSettings } from '../../../src/config/read-settings.ts'

test('each setting reaches its option', () => {
  const { readings, findings } = readSettings(
    {},
    {
      'label-name': 'container',
      'on-collision': 'keep',
      'on-type-conflict': 'first_wins',
      created: 'drop',
      'target-info': 'drop',
      'empty-families': 'drop',
      duplicates: 'forward',
      'body-bytes-max': '1',
      'ratio-max': '2',
      'line-bytes-max': '64',
      'labels-max': '4',
      'samples-max': '5',
      'page-bytes-max': '6',
    },
  )
  const limits = limitsOf(readings)
  expect(findings).toEqual([])
  expect(limits).toEqual({
    bodyBytesMax: 1,
    ratioMax: 2,
    lineBytesMax: 64,
    familyBytesMax: 1,
    labelsMax: 4,
    samplesMax: 5,
    targetBytesMax: 2,
    pageBytesMax: 6,
  })
  expect(mergeConfigOf(readings, limits)).toEqual({
    labelName: 'container',
    onCollision: 'keep',
    onTypeConflict: 'first_wins',
    created: 'drop',
    targetInfo: 'drop',
    emptyFamilies: 'drop',
    duplicates: 'forward',
    limits,
  })
})
