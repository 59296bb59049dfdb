/** Scrapes a page so many times a second, whether or not earlier answers have come, and hands each answer on. */
import { Agent, get } from 'node:http'

export interface SteadyScraping {
  /** Ends it, and resolves when the last answer is there. */
  readonly stop: () => Promise<void>
  /** Ticks at which nothing was asked, because too much was still unanswered. */
  readonly skipped: () => number
}

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** What the client waits for, as Prometheus says it. */
const TIMEOUT_SECONDS = 3
const IN_FLIGHT_MAX = 150
const ANSWER_MS_MAX = 60_000

export function scrapeSteadily(
  url: string,
  perSecond: number,
  take: (answer: Answer | Error) => void,
): SteadyScraping {
  const agent = new Agent({ keepAlive: true })
  const inFlight = new Set<Promise<void>>()
  const startMs = Date.now()
  let due = 0
  let skipped = 0
  const ask = (): void => {
    if (inFlight.size >= IN_FLIGHT_MAX) {
      skipped += 1
      return
    }
    const request = scrape(url, agent)
      .then(take, (error: unknown) => take(error instanceof Error ? error : new Error(String(error))))
      .finally(() => inFlight.delete(request))
    inFlight.add(request)
  }
  // A late tick makes up for those that it missed.
  const tick = (): void => {
    for (const now = ((Date.now() - startMs) * perSecond) / 1_000; due < now; due += 1) ask()
  }
  const timer = setInterval(tick, 1_000 / perSecond)
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    await Promise.all(inFlight)
    agent.destroy()
  }
  return { stop, skipped: () => skipped }
}

/** The server closed an idle connection while a request was on its way to it; every client asks once more then. */
const CLOSED_MEANWHILE = new Error('a kept connection was closed')

async function scrape(url: string, agent: Agent): Promise<Answer> {
  try {
    return await scrapeOnce(url, agent)
  } catch (error) {
    // On a connection of its own, which cannot be one that was kept.
    if (error === CLOSED_MEANWHILE) return scrapeOnce(url)
    throw error
  }
}

function scrapeOnce(url: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/plain;version=0.0.4',
      'x-prometheus-scrape-timeout-seconds': TIMEOUT_SECONDS,
    }
    const request = get(url, { ...(agent ? { agent } : { agent: false }), headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
    })
    request.setTimeout(ANSWER_MS_MAX, () => request.destroy(new Error('no answer')))
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(request.reusedSocket && error.code === 'ECONNRESET' ? CLOSED_MEANWHILE : error),
    )
  })
}
