/**
 * The README's figure for large pages: three containers of ten thousand series each, scraped again and again. Its other
 * figure is held by the pod of real containers (prometheus.test.ts).
 */
import { report } from 'testkit/report'
import { expect, test } from 'vitest'
import { memoryFigures } from '../support/memory-figures.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

const SERIES = 10_000
const SCRAPES = 30

function largeExposition(): string {
  const lines = Array.from(
    { length: SERIES },
    (_, at) => `http_requests_total{path="/orders/${at}",method="get",code="200"} ${at * 17}\n`,
  )
  return `# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\n${lines.join('')}`
}

test(`three containers of ${SERIES} series each stay within what the README says`, async () => {
  const answer = httpAnswer(largeExposition())
  const [a, b, c] = await Promise.all(
    ['a', 'b', 'c'].map(() => startRawTarget((socket) => void socket.end(answer))),
  )
  const daemon = await spawnDaemon({ a: a!.url, b: b!.url, c: c!.url })
  const idle = daemon.residentBytesPeak() ?? 0
  for (let scrape = 0; scrape < SCRAPES; scrape += 1) {
    const { body } = await get(`${daemon.url}/metrics`)
    expect(body.split('\n').length).toBeGreaterThan(3 * SERIES)
  }
  const peak = daemon.residentBytesPeak() ?? 0
  const mebibytes = (bytes: number): number => Math.round(bytes / 1_048_576)
  report(`resident: ${mebibytes(idle)} MiB after the start, ${mebibytes(peak)} MiB at most`)
  expect(mebibytes(peak)).toBeLessThan(memoryFigures().large)
})
