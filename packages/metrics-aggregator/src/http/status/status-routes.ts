/** The status page for browsers, as text for others, and as JSON under a path of its own. None of them asks a target. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { replyText } from '../reply.ts'
import type { Route } from '../route.ts'
import type { StatusDocument } from './status-document.ts'

export interface StatusRoutesOptions {
  /** As of now. */
  readonly status: () => StatusDocument
  readonly paths: Readonly<Record<string, string>>
  readonly historyMax: number
}

export interface StatusRoutes {
  readonly page: Route
  readonly api: Route
}

export function statusRoutes(options: StatusRoutesOptions): StatusRoutes {
  return {
    page: async (request, response) => {
      if (isBrowser(request)) return await replyHtml(response, options)
      const { statusText } = await import('./status-text.ts')
      replyText(response, {
        status: 200,
        body: statusText(options.status(), options.paths),
        headers: { Vary: 'Accept' },
      })
    },
    api: (_request, response) =>
      replyText(response, {
        status: 200,
        body: `${JSON.stringify(options.status(), undefined, 2)}\n`,
        contentType: 'application/json',
      }),
  }
}

function isBrowser({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true
}

/** Most daemons are never looked at by a browser, and need not carry what makes its page. */
async function replyHtml(
  response: ServerResponse,
  { status, paths, historyMax }: StatusRoutesOptions,
): Promise<void> {
  const [{ statusPage }, policy] = await Promise.all([
    import('./status-page.ts'),
    (policyText ??= makePolicy()),
  ])
  replyText(response, {
    status: 200,
    body: statusPage({ status: status(), paths, historyMax }),
    contentType: 'text/html; charset=utf-8',
    headers: { Vary: 'Accept', 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' },
  })
}

let policyText: Promise<string> | undefined

/** Only the script and the style that we wrote, known by their digests, ever take effect on the page. */
async function makePolicy(): Promise<string> {
  const [{ createHash }, { SCRIPT }, { STYLE }] = await Promise.all([
    import('node:crypto'),
    import('./page-script.ts'),
    import('./page-style.ts'),
  ])
  const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${digest(SCRIPT)}`,
    `style-src ${digest(STYLE)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
