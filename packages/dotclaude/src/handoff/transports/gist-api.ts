// GitHub's five requests about gists, either through `gh`, which keeps the login to itself, or with a token. Both give
// the same answers; a token travels in a header to the API's own host alone and is never part of a message.
import { tmpdir } from 'node:os'
import { Failure } from '../../diagnostics/failure.ts'
import type { Place } from '../store/settings-file.ts'
import { runProgram } from './run-program.ts'

/** One request: its answer as JSON, `undefined` for an empty one. Anything but success is a Failure. */
export type GistRequest = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<unknown>

export interface GistAccess {
  readonly way: 'gh' | 'token'
  readonly request: GistRequest
}

export interface AccessOptions {
  readonly place: Place
  readonly timeoutMs: number
}

const STORE = 'GitHub gists'
const API = 'https://api.github.com'
const TOKENS = ['GH_TOKEN', 'GITHUB_TOKEN'] as const
const ANSWER_BYTES_MAX = 100 * 1024 * 1024

/**
 * `gh` where it is logged in, otherwise a token of the environment. Where another GitHub is named the token is meant for
 * that one, and `gh` would carry it to github.com.
 */
export async function gistAccess(options: AccessOptions): Promise<GistAccess | undefined> {
  const token = TOKENS.map((name) => options.place.env[name]).find(
    (value) => value !== undefined && value !== '',
  )
  const isElsewhere = token !== undefined && apiBase(options.place) !== API
  if (!isElsewhere && (await isGhLoggedIn(options))) return { way: 'gh', request: requestThroughGh(options) }
  return token === undefined ? undefined : { way: 'token', request: requestWithToken(options, token) }
}

/** Asks gh about its own files, not the network; the token that it prints is dropped. */
export async function isGhLoggedIn({ place, timeoutMs }: AccessOptions): Promise<boolean> {
  const run = await startGh(place, ['auth', 'token'], timeoutMs)
  return run.code === 0 && run.stdout.length > 1
}

function startGh(
  place: Place,
  args: readonly string[],
  timeoutMs: number,
  input?: string,
): ReturnType<typeof runProgram> {
  return runProgram({
    program: 'gh',
    args,
    // Outside of any repository, so that gh asks none for its host.
    cwd: tmpdir(),
    env: {
      ...place.env,
      HOME: place.home,
      GH_PROMPT_DISABLED: '1',
      GH_NO_UPDATE_NOTIFIER: '1',
      GH_PAGER: 'cat',
      GH_DEBUG: '',
      DEBUG: '',
      NO_COLOR: '1',
    },
    timeoutMs,
    ...(input === undefined ? {} : { input }),
  })
}

function requestThroughGh({ place, timeoutMs }: AccessOptions): GistRequest {
  return async (method, path, body) => {
    const args = ['api', '--method', method, path, ...(body === undefined ? [] : ['--input', '-'])]
    const run = await startGh(place, args, timeoutMs, body === undefined ? undefined : JSON.stringify(body))
    if (run.ended === 'late') throw lateFailure(timeoutMs)
    if (run.code === 0) return jsonIn(run.stdout.toString('utf8'))
    const status = Number(/\(HTTP (\d{3})\)/.exec(run.stderr)?.[1])
    throw refused(status, messageIn(run.stdout.toString('utf8')) ?? firstLine(run.stderr))
  }
}

function requestWithToken({ place, timeoutMs }: AccessOptions, token: string): GistRequest {
  const base = apiBase(place)
  return async (method, path, body) => {
    const response = await fetched(`${base}/${path}`, timeoutMs, {
      method,
      redirect: 'error',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'dotclaude',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status >= 200 && response.status < 300) return jsonIn(response.text)
    throw refused(response.status, messageIn(response.text))
  }
}

/** A server of a company, or that of a test. A token goes over an encrypted connection, or stays on this machine. */
function apiBase({ env }: Place): string {
  const base = (env['GITHUB_API_URL'] ?? '').replace(/\/$/, '') || API
  if (/^https:\/\/|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/i.test(base)) return base
  throw new Failure('HANDOFF_STORE_REFUSED', {
    address: 'GITHUB_API_URL',
    detail: 'a token goes over https alone',
  })
}

interface Fetched {
  readonly status: number
  readonly text: string
}

async function fetched(address: string, timeoutMs: number, init: RequestInit): Promise<Fetched> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    return { status: response.status, text: await textOf(response) }
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const error = cause as Error & { cause?: { code?: string; message?: string } }
    if (error.name === 'TimeoutError') throw lateFailure(timeoutMs)
    const detail = error.cause?.code ?? error.cause?.message ?? error.message
    throw new Failure('HANDOFF_STORE_FAILED', { store: STORE, detail: `no connection (${detail})` })
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array
    bytes += part.length
    if (bytes > ANSWER_BYTES_MAX)
      throw new Failure('HANDOFF_STORE_FAILED', {
        store: STORE,
        detail: 'it sends more than a handoff can hold',
      })
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The content of a file that is too large for the answer about its gist. Its address is a secret in itself. */
export async function fetchRaw(address: string, timeoutMs: number): Promise<string> {
  if (!/^https:\/\/|^http:\/\/127\.0\.0\.1[:/]/.test(address))
    throw refused(undefined, 'it names a file elsewhere')
  const { status, text } = await fetched(address, timeoutMs, { headers: { 'user-agent': 'dotclaude' } })
  if (status !== 200) throw refused(status, undefined)
  return text
}

function lateFailure(timeoutMs: number): Failure {
  return new Failure('HANDOFF_STORE_TIMEOUT', { store: STORE, seconds: timeoutMs / 1000 })
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'the login is not accepted any more',
  403: 'the login may not do that (the scope `gist` is needed), or too much was asked for',
  404: 'there is no such gist, or the login may not see it (the scope `gist` is needed)',
  422: 'GitHub does not take it',
  429: 'too much was asked for; wait a little',
}

function refused(status: number | undefined, message: string | undefined): Failure {
  const reason = status === undefined ? undefined : REASONS[status]
  const parts = [reason, message].filter((part) => part !== undefined && part !== '')
  const detail = `${parts.join(': ') || 'it gave no reason'}${status ? ` (HTTP ${status})` : ''}`
  return new Failure('HANDOFF_STORE_FAILED', { store: STORE, detail })
}

function jsonIn(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Failure('HANDOFF_STORE_FAILED', { store: STORE, detail: 'its answer is no JSON' })
  }
}

function messageIn(text: string): string | undefined {
  const message = /"message"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1]
  return message === undefined ? undefined : firstLine(message)
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200)
}
