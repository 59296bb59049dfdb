// The sample containers over real sockets: they answer as containers do, move with the clock, and leave nothing behind.
import { expect, test } from 'vitest'
import { startDemoContainers } from '../../../src/cli/demo-containers.ts'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import { get } from '../../support/request.ts'

test('three containers answer in their formats, move, and stop', async () => {
  let nowMs = 1_000_000
  const { endpoints, stop } = await startDemoContainers(() => nowMs)
  expect(Object.keys(endpoints)).toEqual(['shop', 'worker', 'stock'])
  const urls = Object.values(endpoints)
  const types = await Promise.all(urls.map(async (url) => (await get(url)).headers['content-type']))
  expect(types).toEqual([
    'text/plain; version=0.0.4; charset=utf-8',
    'text/plain; version=0.0.4; charset=utf-8',
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  ])
  const read = (): Promise<string[]> => Promise.all(urls.map(async (url) => (await get(url)).body))
  const before = await read()
  expect(await read()).toEqual(before)
  nowMs += 5_000
  for (const [at, body] of (await read()).entries()) expect(body).not.toBe(before[at])
  await stop()
  await expect(get(urls[0] ?? '')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('the worker speaks protobuf to whoever asks for it', async () => {
  const { endpoints, stop } = await startDemoContainers(() => 1_000_000)
  const accept = `${CONTENT_TYPES.protobuf};q=0.6,text/plain;version=0.0.4;q=0.3`
  const asked = await Promise.all(Object.values(endpoints).map((url) => get(url, { headers: { accept } })))
  expect(asked.map(({ headers }) => headers['content-type']?.split(';')[0])).toEqual([
    'text/plain',
    'application/vnd.google.protobuf',
    'application/openmetrics-text',
  ])
  await stop()
})
