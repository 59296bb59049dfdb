// Reads a page as a test needs it: the samples of one origin, without the label that says so.

/** Lines of samples that bear the origin, as the target wrote them. */
export function samplesFrom(page: string, origin: string): string[] {
  const label = `origin_container="${origin}"`
  return page
    .split('\n')
    .filter((line) => line.includes(label))
    .map((line) => line.replace(`{${label}}`, '').replace(`${label},`, ''))
}

/** The value of one of our own series, named without its origin; undefined if it is not on the page. */
export function ownValue(page: string, series: string): string | undefined {
  const line = samplesFrom(page, 'metrics-aggregator').find((sample) => sample.startsWith(`${series} `))
  return line?.slice(series.length + 1)
}

/** Values by series, for series whose name starts as given; metadata is left out. */
export function valuesBySeries(page: string, prefix: string = ''): Record<string, string> {
  const lines = page
    .split('\n')
    .filter((line) => line.startsWith(prefix) && line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  )
}
