/** The routes that need no target: health, readiness, our own metrics, and the page that names the others. */
import { CONTENT_TYPES } from '../exposition/formats.ts'
import { replyText } from './reply.ts'
import type { Route } from './route.ts'

/** Whoever gets this answer knows all that it says: the process runs and listens. Targets have no part in it. */
export const aliveRoute: Route = (_request, response) => replyText(response, { status: 200, body: 'ok\n' })

/** The listener is up, or nobody could ask; the configuration was valid, or it would not be. */
export const readyRoute: Route = (_request, response) => replyText(response, { status: 200, body: 'ready\n' })

export function ownMetricsRoute(writeOwnMetrics: () => string): Route {
  return (_request, response) => {
    const contentType = CONTENT_TYPES['text-0.0.4']
    replyText(response, { status: 200, body: writeOwnMetrics(), contentType })
  }
}

/** `paths` to what they show. HTML for those who ask for it, plain text for the others. */
export function indexRoute(paths: Readonly<Record<string, string>>, targets: readonly string[]): Route {
  const html = indexHtml(paths, targets)
  const text = indexText(paths, targets)
  return (request, response) => {
    const isBrowser = request.headers.accept?.includes('text/html') === true
    if (isBrowser)
      replyText(response, {
        status: 200,
        body: html,
        contentType: 'text/html; charset=utf-8',
        headers: BROWSER,
      })
    else replyText(response, { status: 200, body: text, headers: { Vary: 'Accept' } })
  }
}

/** The page has no script, no style and no picture, so none shall ever run on it. */
const BROWSER = { Vary: 'Accept', 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }

function indexHtml(paths: Readonly<Record<string, string>>, targets: readonly string[]): string {
  const rows = Object.entries(paths).map(
    ([path, purpose]) =>
      `<li><a href="${escapeHtml(path)}">${escapeHtml(path)}</a>: ${escapeHtml(purpose)}</li>\n`,
  )
  const names = targets.map((name) => `<li>${escapeHtml(name)}</li>\n`)
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>metrics-aggregator</title></head>
<body>
<h1>metrics-aggregator</h1>
<ul>
${rows.join('')}</ul>
<h2>Targets</h2>
<ul>
${names.join('')}</ul>
</body>
</html>
`
}

function indexText(paths: Readonly<Record<string, string>>, targets: readonly string[]): string {
  const rows = Object.entries(paths).map(([path, purpose]) => `${path}: ${purpose}\n`)
  return `metrics-aggregator\n\n${rows.join('')}\nTargets: ${targets.join(', ')}\n`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
