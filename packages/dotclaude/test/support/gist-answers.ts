// GitHub's requests about gists, answered as its documentation describes them: for one login, with pages, files cut in long
// answers, and content behind addresses of its own. It keeps what it was sent. Whoever listens hands the requests over.
import type { IncomingMessage, ServerResponse } from 'node:http'

export const TOKEN = 'a-token-of-this-test'

export interface StoredGist {
  readonly id: string
  description: string
  readonly public: boolean
  readonly created_at: string
  updated_at: string
  readonly files: Map<string, string>
}

export interface GistAnswers {
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  readonly gists: readonly StoredGist[]
  /** Method and path of each request, in order. */
  readonly requests: readonly string[]
}

export interface GistOptions {
  /** GitHub cuts files of more than a megabyte in its answers. */
  readonly contentMax?: number
  /** Makes public what was asked for as secret. */
  readonly isCareless?: boolean
  /** Never answers. */
  readonly isSilent?: boolean
  /** Told of each request as it comes, and once more when it was done and is about to be answered. */
  readonly onRequest?: (isDone: boolean) => void
}

interface Wanted {
  readonly description?: string
  readonly public?: boolean
  readonly files?: Readonly<Record<string, { readonly content: string } | null>>
}

/** `base` is where it listens. */
export function gistAnswers(base: () => string, options: GistOptions = {}): GistAnswers {
  const gists: StoredGist[] = []
  const requests: string[] = []
  const { contentMax = 1_000_000, isCareless = false } = options
  const listener: GistAnswers['listener'] = (request, response) => {
    void bodyOf(request).then((body) => {
      requests.push(`${request.method} ${request.url}`)
      options.onRequest?.(false)
      if (options.isSilent !== true) answer(request, response, body)
    })
  }

  const send: typeof sendAnswer = (...all) => {
    options.onRequest?.(true)
    sendAnswer(...all)
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const url = new URL(request.url ?? '/', base())
    const [, first, id, name] = url.pathname.replace(/^\/api\/v3/, '').split('/')
    if (first === 'raw') return send(response, 200, gistNamed(id)?.files.get(name ?? '') ?? '')
    const { authorization = '' } = request.headers
    if (!/^(Bearer|token) /i.test(authorization) || !authorization.endsWith(TOKEN))
      return send(response, 401, { message: 'Bad credentials' })
    if (first !== 'gists') return send(response, 404, { message: 'Not Found' })
    if (id === undefined) return request.method === 'POST' ? create(body, response) : list(url, response)
    const gist = gistNamed(id)
    if (gist === undefined) return send(response, 404, { message: 'Not Found' })
    if (request.method === 'DELETE') {
      gists.splice(gists.indexOf(gist), 1)
      return send(response, 204)
    }
    if (request.method === 'PATCH') change(gist, JSON.parse(body) as Wanted)
    return send(response, 200, shown(gist, true))
  }

  const gistNamed = (id: string | undefined): StoredGist | undefined => gists.find((gist) => gist.id === id)
  let ticks = 0
  const tick = (): string =>
    new Date(Date.UTC(2026, 10, 22) + ticks++ * 1000).toISOString().replace('.000', '')

  function create(body: string, response: ServerResponse): void {
    const wanted = JSON.parse(body) as Wanted
    const at = tick()
    const gist: StoredGist = {
      id: `${gists.length}`.padStart(20, 'a'),
      description: wanted.description ?? '',
      public: isCareless || wanted.public === true,
      created_at: at,
      updated_at: at,
      files: new Map(),
    }
    gists.push(gist)
    change(gist, wanted)
    send(response, 201, shown(gist, true))
  }

  function change(gist: StoredGist, { description, files = {} }: Wanted): void {
    if (description !== undefined) gist.description = description
    for (const [name, file] of Object.entries(files)) {
      if (file === null) gist.files.delete(name)
      else gist.files.set(name, file.content)
    }
    gist.updated_at = tick()
  }

  function list(url: URL, response: ServerResponse): void {
    const size = Number(url.searchParams.get('per_page') ?? 30)
    const page = Number(url.searchParams.get('page') ?? 1)
    const newest = gists.toReversed().slice((page - 1) * size, page * size)
    send(
      response,
      200,
      newest.map((gist) => shown(gist, false)),
    )
  }

  /** Lists show no content. */
  function shown({ files, ...gist }: StoredGist, isWhole: boolean): unknown {
    const entries = [...files].map(([filename, content]) => {
      const file = {
        filename,
        size: Buffer.byteLength(content),
        raw_url: `${base()}/raw/${gist.id}/${filename}`,
      }
      const cut = { truncated: content.length > contentMax, content: content.slice(0, contentMax) }
      return [filename, isWhole ? { ...file, ...cut } : file]
    })
    return { ...gist, files: Object.fromEntries(entries) }
  }

  return { listener, gists, requests }
}

function sendAnswer(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
