/**
 * The status page as HTML: whole without a script, without anything from elsewhere, and made from the document alone.
 * Everything in it is escaped by the template; names that may turn the reading direction stand in `bdi`.
 */
import { showAge, showBytes, showCount, showSeconds } from './figures.ts'
import { historyChart } from './history-chart.ts'
import { markup, NOTHING } from './markup.ts'
import type { Markup } from './markup.ts'
import { SCRIPT } from './page-script.ts'
import { STYLE } from './page-style.ts'
import type { ErrorStatus, ScrapeStatus, StatusDocument, TargetStatus } from './status-document.ts'

export interface StatusPageParts {
  readonly status: StatusDocument
  /** Other paths to what they show. */
  readonly paths: Readonly<Record<string, string>>
  /** How many scrapes a history holds at most. */
  readonly historyMax: number
}

export function statusPage({ status, paths, historyMax }: StatusPageParts): string {
  const { targets, release, time, startTime } = status
  const up = targets.filter(({ state }) => state === 'up').length
  const missing = targets.length - up
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>metrics-aggregator: ${up} of ${targets.length} targets up</title>
        <style>${{ markup: STYLE }}</style>
      </head>
      <body>
        <header>
          <h1>metrics-aggregator</h1>
          <div id="summary">
            <p>${up} of ${targets.length} targets up${missing > 0 ? `, ${missing} not` : ''}</p>
            <p class="dim">Release ${release}, started ${showAge(startTime, time)}, as of ${time}</p>
          </div>
          <p class="dim" id="live"></p>
        </header>
        <main>
          ${refusal(status)}
          <section aria-labelledby="targets">
            <h2 id="targets">Targets</h2>
            ${
              targets.length === 0
                ? markup`<p>There are no targets.</p>`
                : markup`<ul class="cards">
                    ${targets.map((target) => card(target, time, historyMax))}
                  </ul>`
            }
          </section>
          ${conflicts(status)} ${families(status)} ${listeners(status)}
        </main>
        <footer>
          <h2>Other pages</h2>
          <ul>
            ${Object.entries(paths).map(([path, purpose]) => markup`<li>${linkTo(path)}: ${purpose}</li>`)}
          </ul>
        </footer>
        <script>${{ markup: SCRIPT }}</script>
      </body>
    </html>
`
  return page.markup
}

/** A path with a name to fill in leads nowhere. */
function linkTo(path: string): Markup {
  return path.includes('NAME') ? markup`<code>${path}</code>` : markup`<a href="${path}">${path}</a>`
}

function refusal({ configuration: { refused, inForceSince }, time }: StatusDocument): Markup {
  if (refused === null) return NOTHING
  const findings = refused.findings.map(
    ({ code, text }) => markup`<li><code>${code}</code> <bdi>${text}</bdi></li>`,
  )
  return markup`<section class="notice" aria-labelledby="refused">
    <h2 id="refused">A new configuration was refused</h2>
    <p>
      That was ${showAge(refused.time, time)}; the one of ${showAge(inForceSince, time)} is still in force.
    </p>
    <ul>
      ${findings}
    </ul>
  </section>`
}

const STATE_WORDS = { up: 'up', down: 'down', unknown: 'not scraped yet' } as const

function card(target: TargetStatus, now: string, historyMax: number): Markup {
  const { name, url, state, lastScrape, lastError, history, isExpected } = target
  return markup`<li class="card ${state}">
    <span class="state">${STATE_WORDS[state]}</span>
    <h3><bdi>${name}</bdi></h3>
    <p class="dim"><bdi>${url}</bdi>${isExpected ? '' : ' (may be missing)'}</p>
    ${history.length === 0 ? markup`<p class="dim">Targets are asked when somebody asks for <a href="/metrics">/metrics</a>.</p>` : historyChart(history, historyMax)}
    ${lastError === null ? NOTHING : errorOf(lastError, state, now)}
    ${lastScrape === null ? NOTHING : facts(target, lastScrape, now)}
  </li>`
}

function errorOf(
  { code, text, time, line, column }: ErrorStatus,
  state: TargetStatus['state'],
  now: string,
): Markup {
  const place = line === null ? '' : `, line ${line}${column === null ? '' : `, column ${column}`}`
  return markup`<p class="${state === 'down' ? 'error' : 'dim'}">
    ${state === 'down' ? '' : 'Recovered from: '}<code>${code}</code>${place}, ${showAge(time, now)}: <bdi>${text}</bdi>
  </p>`
}

function facts({ lastSuccessTime }: TargetStatus, scrape: ScrapeStatus, now: string): Markup {
  const { time, durationSeconds, format, samples, bodyBytes, labelCollisions, invalidLines, duplicates } =
    scrape
  const rows: Row[] = [
    ['Last scrape', `${showAge(time, now)}, in ${showSeconds(durationSeconds)}`],
    ['Format', format ?? ''],
    ['Samples', scrape.code === null ? `${showCount(samples)} in ${showBytes(bodyBytes)}` : ''],
    ['Last success', scrape.code === null ? '' : successOf(lastSuccessTime, now)],
    ['Label collisions', shownCount(labelCollisions)],
    ['Invalid lines left out', shownCount(invalidLines)],
    ['Duplicate series', shownCount(duplicates)],
  ]
  const said = rows.filter(([, value]) => value !== '')
  return markup`<dl>
    ${said.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}
  </dl>`
}

/** A row without a value is left out. */
type Row = readonly [term: string, value: string]

function successOf(time: string | null, now: string): string {
  return time === null ? 'never' : showAge(time, now)
}

/** Zero is nothing to look at. */
function shownCount(count: number): string {
  return count === 0 ? '' : showCount(count)
}

function conflicts({ conflicts: { total, shown } }: StatusDocument): Markup {
  if (total === 0) return NOTHING
  const rows = shown.map(
    ({ kind, family, targets, detail }) =>
      markup`<tr>
        <td>${kind}</td>
        <td><bdi>${family}</bdi></td>
        <td><bdi>${targets.join(', ')}</bdi></td>
        <td><bdi>${detail ?? ''}</bdi></td>
      </tr>`,
  )
  const more = total > shown.length ? markup`<p>${total - shown.length} more are not shown.</p>` : NOTHING
  return markup`<section aria-labelledby="conflicts">
    <h2 id="conflicts">Families in conflict</h2>
    ${table('conflicts', ['Kind', 'Family', 'Targets', 'Detail'], rows)}${more}
  </section>`
}

function families({ families: { time, largest }, time: now }: StatusDocument): Markup {
  const rows = largest.map(
    ({ family, target, series }) =>
      markup`<tr>
        <td><bdi>${family}</bdi></td>
        <td><bdi>${target}</bdi></td>
        <td class="number">${showCount(series)}</td>
      </tr>`,
  )
  return markup`<section aria-labelledby="families">
    <h2 id="families">Largest families</h2>
    ${
      time === null
        ? markup`<p class="dim">They are counted only while somebody looks: the next scrape will.</p>`
        : markup`<p class="dim">Counted ${showAge(time, now)}.</p>
            ${table('families', ['Family', 'Target', 'Series'], rows)}`
    }
  </section>`
}

function listeners({ listeners: met }: StatusDocument): Markup {
  if (met.length === 0) return NOTHING
  const rows = met.map(
    ({ port, host, state, code }) =>
      markup`<tr>
        <td class="number">${port}</td>
        <td>${host}</td>
        <td>${state}</td>
        <td><code>${code ?? ''}</code></td>
      </tr>`,
  )
  return markup`<section aria-labelledby="listeners">
    <h2 id="listeners">Ports that listen</h2>
    ${table('listeners', ['Port', 'Address', 'State', 'Why not'], rows)}
  </section>`
}

/** A table may be wider than a phone: it scrolls by itself, also by keyboard. */
function table(labelledBy: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return markup`<div class="wide" role="region" aria-labelledby="${labelledBy}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
