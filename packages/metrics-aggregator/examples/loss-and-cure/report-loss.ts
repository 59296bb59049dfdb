/** What became of the two pages inside Prometheus, as lines for people. Works on what Prometheus answers alone. */
import type { GoContainer } from './go-expositions.ts'
import type { Prometheus, StoredSeries } from './prometheus.ts'

const JOBS = ['concatenated', 'merged'] as const
type Job = (typeof JOBS)[number]

/** Series that both containers have: what a page without identity cannot hold. */
const SHOWN = ['go_goroutines', 'process_resident_memory_bytes']
/** What Prometheus adds to every scrape, and what the sidecar says of itself. */
const NOT_OF_CONTAINERS = '__name__!~"up|scrape_.+",origin_container!="metrics-aggregator"'
const COLUMN = 14

export async function reportLoss(
  prometheus: Prometheus,
  containers: readonly GoContainer[],
): Promise<string> {
  const stored = {
    concatenated: await storedSeries(prometheus, 'concatenated'),
    merged: await storedSeries(prometheus, 'merged'),
  }
  const up = await prometheus.query('up')
  const sent = containers.map(({ exposition }) => samplesOf(exposition))
  const rowOf = (title: string, cell: (job: Job) => string | number): string => row(title, JOBS.map(cell))
  return [
    row('', JOBS),
    rowOf('up', (job) => up.find(({ labels }) => labels['job'] === job)?.value ?? '?'),
    rowOf('series sent', () => sent.flat().length),
    rowOf('series stored', (job) => stored[job].length),
    ...containers.map(({ name }, at) =>
      rowOf(`  of ${name}`, (job) => `${countFrom(sent[at] ?? [], stored[job])} of ${sent[at]?.length}`),
    ),
    '',
    ...SHOWN.flatMap((name) => JOBS.flatMap((job) => seriesLines(job, name, stored[job]))),
  ].join('\n')
}

const storedSeries = ({ query }: Prometheus, job: Job): Promise<readonly StoredSeries[]> =>
  query(`{job="${job}",${NOT_OF_CONTAINERS}}`)

/** Name, labels and value of each sample, as Prometheus spells them. */
function samplesOf(exposition: string): string[] {
  const samples = exposition.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return samples.map((line) => {
    const [series = '', value = ''] = line.split(' ')
    return `${series} ${Number(value)}`
  })
}

/** How many of the samples are stored: a series under the same name, or with another container's value, is not it. */
function countFrom(samples: readonly string[], stored: readonly StoredSeries[]): number {
  const found = new Set(stored.map((series) => `${spell(series, ADDED)} ${Number(series.value)}`))
  return samples.filter((sample) => found.has(sample)).length
}

const ADDED = ['__name__', 'instance', 'job', 'origin_container']

function spell({ labels }: StoredSeries, without: readonly string[]): string {
  const shown = Object.entries(labels).filter(([name]) => !without.includes(name))
  const block = shown.map(([name, value]) => `${name}="${value}"`).join(',')
  return `${labels['__name__']}${block && `{${block}}`}`
}

function seriesLines(job: Job, name: string, stored: readonly StoredSeries[]): string[] {
  return stored
    .filter(({ labels }) => labels['__name__'] === name)
    .map((series) => `${job.padEnd(COLUMN)}${spell(series, ['__name__', 'instance', 'job'])} ${series.value}`)
}

function row(title: string, cells: readonly (string | number)[]): string {
  return `${title.padEnd(COLUMN)}${cells.map((cell) => String(cell).padStart(COLUMN)).join('')}`
}
