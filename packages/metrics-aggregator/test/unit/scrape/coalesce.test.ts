import { describe, expect, test } from 'vitest'
import { Coalescer } from '../../../src/scrape/coalesce.ts'
import type { SharedWork } from '../../../src/scrape/coalesce.ts'

interface Job {
  readonly signal: AbortSignal
  readonly finish: (result: string) => void
  readonly fail: (error: Error) => void
}

/** A coalescer of jobs that the test finishes by hand. */
function bench(keepMs: number = 0): {
  coalescer: Coalescer<string>
  jobs: Job[]
  disposed: string[]
  work: (key?: string, deadlineAt?: number) => SharedWork<string>
} {
  const jobs: Job[] = []
  const disposed: string[] = []
  const coalescer = new Coalescer<string>({ keepMs, dispose: (result) => void disposed.push(result) })
  const start = (signal: AbortSignal): Promise<string> =>
    new Promise((finish, fail) => void jobs.push({ signal, finish, fail }))
  const work = (key: string = 'text', deadlineAt: number = 100): SharedWork<string> => ({
    key,
    deadlineAt,
    start,
  })
  return { coalescer, jobs, disposed, work }
}

const WAITING = new AbortController().signal
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('who shares (case 80)', () => {
  test.each<{ name: string; key: string; deadlineAt: number; jobs: number }>([
    { name: 'the same wish with the same deadline', key: 'text', deadlineAt: 100, jobs: 1 },
    { name: 'the same wish with a later deadline', key: 'text', deadlineAt: 101, jobs: 1 },
    { name: 'the same wish with an earlier deadline', key: 'text', deadlineAt: 99, jobs: 2 },
    { name: 'another wish', key: 'openmetrics', deadlineAt: 100, jobs: 2 },
  ])('$name: $jobs', async ({ key, deadlineAt, jobs: count }) => {
    const { coalescer, jobs, disposed, work } = bench()
    const first = coalescer.join(work(), WAITING)
    const second = coalescer.join(work(key, deadlineAt), WAITING)
    expect(jobs).toHaveLength(count)
    for (const job of jobs) job.finish('page')
    const leases = await Promise.all([first, second])
    expect(leases.map((lease) => lease?.isShared)).toEqual([false, count === 1])
    leases[0]?.release()
    leases[1]?.release()
    await settled()
    expect(disposed).toHaveLength(count)
  })

  test('nobody after the result is there', async () => {
    const { coalescer, jobs, work } = bench()
    const first = coalescer.join(work(), WAITING)
    jobs[0]?.finish('old')
    await first
    void coalescer.join(work(), WAITING)
    expect(jobs).toHaveLength(2)
  })

  test('everybody within the time that a result is kept', async () => {
    const { coalescer, jobs, disposed, work } = bench(60_000)
    const first = coalescer.join(work(), WAITING)
    jobs[0]?.finish('kept')
    const lease = await first
    lease?.release()
    const later = await coalescer.join(work('text', 1), WAITING)
    expect(later).toMatchObject({ result: 'kept', isShared: true })
    later?.release()
    await settled()
    expect({ jobs: jobs.length, disposed }).toEqual({ jobs: 1, disposed: [] })
  })

  test('a kept result is disposed of when its time is over', async () => {
    const { coalescer, jobs, disposed, work } = bench(1)
    const first = coalescer.join(work(), WAITING)
    jobs[0]?.finish('kept')
    const lease = await first
    lease?.release()
    await expect.poll(() => disposed).toEqual(['kept'])
  })
})

describe('who does not wait any more (case 79)', () => {
  test('the last one to go aborts the work', async () => {
    const { coalescer, jobs, disposed, work } = bench()
    const clients = [new AbortController(), new AbortController()]
    const joins = clients.map(({ signal }) => coalescer.join(work(), signal))
    clients[0]?.abort()
    expect(jobs[0]?.signal.aborted).toBe(false)
    clients[1]?.abort()
    expect(jobs[0]?.signal.aborted).toBe(true)
    jobs[0]?.finish('nobody wants it')
    expect(await Promise.all(joins)).toEqual([undefined, undefined])
    expect(disposed).toEqual(['nobody wants it'])
  })

  test('nobody joins work that is being aborted', async () => {
    const { coalescer, jobs, work } = bench()
    const client = new AbortController()
    void coalescer.join(work(), client.signal)
    client.abort()
    const next = coalescer.join(work(), WAITING)
    expect(jobs).toHaveLength(2)
    jobs[1]?.finish('fresh')
    expect(await next).toMatchObject({ result: 'fresh', isShared: false })
  })

  test('one who is gone already starts nothing', async () => {
    const { coalescer, jobs, work } = bench()
    expect(await coalescer.join(work(), AbortSignal.abort())).toBeUndefined()
    expect(jobs).toEqual([])
  })

  test('one who goes while reading has its own release', async () => {
    const { coalescer, jobs, disposed, work } = bench()
    const client = new AbortController()
    const join = coalescer.join(work(), client.signal)
    jobs[0]?.finish('page')
    const lease = await join
    client.abort()
    await settled()
    expect(disposed).toEqual([])
    lease?.release()
    lease?.release()
    await settled()
    expect(disposed).toEqual(['page'])
  })
})

test('work that fails fails for all, and the next one starts anew', async () => {
  const { coalescer, jobs, work } = bench()
  const joins = [coalescer.join(work(), WAITING), coalescer.join(work(), WAITING)]
  const outcomes = Promise.allSettled(joins)
  jobs[0]?.fail(new Error('bug'))
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  void coalescer.join(work(), WAITING)
  expect(jobs).toHaveLength(2)
})
