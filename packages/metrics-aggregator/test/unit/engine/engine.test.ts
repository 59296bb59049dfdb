import { expect, test } from 'vitest'
import { releaseEngine, STAGE_BYTES_MAX, takeEngine } from '../../../src/engine/engine.ts'

test('an instance comes back from the pool and forgets the page before', () => {
  const engine = takeEngine()
  releaseEngine(engine)
  const again = takeEngine()
  expect(again).toBe(engine)
  again.configure(1, 1024, 8, 0, 0, 0)
  again.render(0)
  expect(again.pageLength()).toBe(0)
  releaseEngine(again)
})

test('two pages at once have two instances', () => {
  const one = takeEngine()
  const two = takeEngine()
  expect(one).not.toBe(two)
  releaseEngine(one)
  releaseEngine(two)
})

test('the stage has room for its largest chunk', () => {
  const engine = takeEngine()
  engine.configure(1, 64, 8, 0, 0, 0)
  expect(engine.memory.buffer.byteLength - engine.stageAt()).toBeGreaterThan(STAGE_BYTES_MAX)
  releaseEngine(engine)
})

test('an instance that grew very large is not kept', () => {
  const engine = takeEngine()
  engine.configure(1, 64, 8, 0, 0, 0)
  engine.room(130 * 1024 * 1024)
  releaseEngine(engine)
  const other = takeEngine()
  expect(other).not.toBe(engine)
  releaseEngine(other)
})
