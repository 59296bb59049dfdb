// All targets together: whose outcome is whose, what the merge is told, and that the slowest does not hold the others.
import { expect, onTestFinished, test } from 'vitest'
import { scrapeTargets } from '../../../src/scrape/scrape-targets.ts'
import type { BodyIntake } from '../../../src/scrape/scrape-targets.ts'
import { httpAnswer, startRawTarget } from '../../support/raw-target.ts'
import type { RawAnswer } from '../../support/raw-target.ts'

const POLICY = {
  followRedirects: 'never',
  allowHosts: [],
  userAgent: 'x',
} as const

test('each target has its own outcome and its own place in the merge', async () => {
  const answers: RawAnswer[] = [
    (socket) => void setTimeout(() => socket.end(httpAnswer('slow 1\n')), 50),
    (socket) => void socket.end(httpAnswer('', {}, '500 Internal Server Error')),
    () => undefined,
    (socket) => void socket.end(httpAnswer('fast 1\n')),
  ]
  const servers = await Promise.all(answers.map((answer) => startRawTarget(answer)))
  const targets = servers.map(({ url }, index) => ({
    name: `t${index}`,
    url,
    fallbackFormat: 'text' as const,
    limits: { bodyBytesMax: 1_000, ratioMax: 100 },
  }))
  const calls: string[] = []
  const intake: BodyIntake = {
    begin: (target, format) => void calls.push(`${target} begin ${format}`),
    write: (target, chunk) => void calls.push(`${target} write ${Buffer.from(chunk).toString()}`),
    end: (target, framing) => void calls.push(`${target} end ${framing}`),
    drop: (target) => void calls.push(`${target} drop`),
  }
  const request = { accept: 'text/plain', timeoutMs: 2_500, signal: new AbortController().signal }
  const outcomes = await scrapeTargets(targets, intake, request, POLICY)
  expect(outcomes.map((outcome) => (outcome.ok ? outcome.format : outcome.failure.code))).toEqual([
    'text',
    'SCRAPE_HTTP_STATUS',
    'SCRAPE_TIMEOUT',
    'text',
  ])
  const callsOf = (target: number): string[] => calls.filter((call) => call.startsWith(`${target} `))
  expect(callsOf(0)).toEqual(['0 begin text', '0 write slow 1\n', '0 end complete'])
  expect(callsOf(1)).toEqual(['1 drop'])
  expect(callsOf(2)).toEqual(['2 drop'])
  expect(callsOf(3)).toEqual(['3 begin text', '3 write fast 1\n', '3 end complete'])
})

test('many targets that listen for one end are no leak to Node', async () => {
  const warnings: string[] = []
  const note = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', note)
  onTestFinished(() => void process.off('warning', note))
  const { url } = await startRawTarget((socket) => void socket.end(httpAnswer('a 1\n')))
  const limits = { bodyBytesMax: 1_000, ratioMax: 100 }
  const targets = Array.from({ length: 12 }, (_, index) => {
    return { name: `t${index}`, url, fallbackFormat: 'text' as const, limits }
  })
  const intake: BodyIntake = {
    begin: () => undefined,
    write: () => undefined,
    end: () => undefined,
    drop: () => undefined,
  }
  const request = { accept: 'text/plain', timeoutMs: 2_500, signal: new AbortController().signal }
  await scrapeTargets(targets, intake, request, POLICY)
  // Warnings are told on a later turn.
  await new Promise((resolve) => setImmediate(resolve))
  expect(warnings).toEqual([])
})
