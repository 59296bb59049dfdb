// What handoffs cost where there are many: a search over hundreds of transcripts, a list and a pull from a store with many
// entries, a digest of a transcript of a hundred megabytes. All of it is generated, and numbers alone decide what is in it.
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '../src/handoff/digest/digest.ts'
import { makeHandoff } from '../src/handoff/make-handoff.ts'
import { describe } from '../src/handoff/store/branch-layout.ts'
import { medians } from './medians.ts'
import type { Figure, Program } from './medians.ts'

const RUNS = 5
const MEGABYTE = 1_000_000
const SESSIONS = 300
const SESSION_BYTES = 0.2 * MEGABYTE
const LARGE_BYTES = 100 * MEGABYTE
const MEMORY_MAX = 200
const STARTED = Date.parse('2026-11-20T10:00:00Z')
const QUERY = 'the word in one of them'

interface Case {
  readonly what: string
  readonly program: Program
  readonly secondsMax: number
  /** What a bare Node takes does not count. */
  readonly isBeyondStart?: boolean
}

/** `main` is the built program. */
export function handoffFigures(main: string): readonly Figure[] {
  const root = mkdtempSync(join(tmpdir(), 'dotclaude-handoffs-'))
  try {
    const peak = join(root, 'peak')
    const times = casesIn(root, main, peak).map((one) => figureOf(one, root))
    const megabytes = (Number(readFileSync(peak, 'utf8')) * 1_024) / MEGABYTE
    const memory: Figure = {
      what: 'memory for the digest of 100 MB',
      measured: `${megabytes.toFixed(0)} MB`,
      limit: `<= ${MEMORY_MAX} MB`,
      isWithin: megabytes <= MEMORY_MAX,
    }
    return [...times, memory]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function casesIn(root: string, main: string, peak: string): readonly Case[] {
  const many = join(root, 'many')
  for (let number = 0; number < SESSIONS; number += 1) writeSession(many, number, SESSION_BYTES)
  writeSession(join(root, 'large'), 0, LARGE_BYTES)
  // Run before the program, it notes how much memory there was at the end, in kibibytes.
  const noting = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(peak)},String(process.resourceUsage().maxRSS)))`
  const note = ['--import', `data:text/javascript,${encodeURIComponent(noting)}`]
  const program = (home: string, words: readonly string[], repository = ''): Program => ({
    args: [...(home === 'large' ? note : []), main, 'handoff', ...words],
    env: environment(join(root, home), repository),
  })
  return [
    {
      what: `handoff search over ${SESSIONS} sessions`,
      program: program('many', ['search', QUERY, '--since', '2000-01-01']),
      secondsMax: 2,
    },
    {
      what: 'handoff list --remote with 100 entries',
      program: program('none', ['list', '--remote', '--all'], storeWith(100, join(root, '100.git'))),
      secondsMax: 1.5,
    },
    {
      what: 'handoff pull latest from 1000 entries, beyond start-up',
      program: program('none', ['pull', 'latest'], storeWith(1_000, join(root, '1000.git'))),
      secondsMax: 1,
      isBeyondStart: true,
    },
    {
      what: 'handoff show of a transcript of 100 MB',
      program: program('large', ['show', 'latest', '--from', 'claude']),
      secondsMax: 3,
    },
  ]
}

function environment(home: string, repository: string): Readonly<Record<string, string>> {
  mkdirSync(home, { recursive: true })
  const own = { HOME: home, PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1' }
  return repository === '' ? own : { ...own, DOTCLAUDE_HANDOFF_REPO: repository }
}

function figureOf({ what, program, secondsMax, isBeyondStart = false }: Case, cwd: string): Figure {
  const [bare = 0, whole = Number.NaN] = medians([{ args: ['-e', '0'] }, program], RUNS, cwd)
  const seconds = (isBeyondStart ? whole - bare : whole) / 1_000
  return {
    what,
    measured: `${seconds.toFixed(2)} s`,
    limit: `<= ${secondsMax} s`,
    isWithin: seconds <= secondsMax,
  }
}

function idOf(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
}

/** A question, then answers and results of tools until it is large enough. */
function writeSession(home: string, number: number, bytes: number): void {
  const folder = join(home, '.claude/projects/-shop')
  mkdirSync(folder, { recursive: true })
  const file = openSync(join(folder, `${idOf(number)}.jsonl`), 'w')
  let size = 0
  for (let line = 0; size < bytes; line += 1) size += writeSync(file, `${lineOf(number, line)}\n`)
  closeSync(file)
}

function lineOf(number: number, line: number): string {
  const facts = {
    sessionId: idOf(number),
    cwd: '/srv/shop',
    uuid: `u${line}`,
    timestamp: new Date(STARTED + line * 1_000).toISOString(),
  }
  if (line % 100 === 0) {
    const text = `Question ${line}: why is part ${number} slow? ${number === 7 ? QUERY : ''}`
    return JSON.stringify({ type: 'user', ...facts, message: { role: 'user', content: text } })
  }
  const isCall = line % 2 === 1
  const call = `toolu_${isCall ? line : line - 1}`
  const content = isCall
    ? [
        { type: 'text', text: `I look at file ${line}. ` },
        { type: 'tool_use', id: call, name: 'Bash', input: { command: `npm test -- part-${line % 50}` } },
      ]
    : [{ type: 'tool_result', tool_use_id: call, content: `line ${line} of what it said\n`.repeat(100) }]
  const role = isCall ? 'assistant' : 'user'
  return JSON.stringify({ type: role, ...facts, message: { role, model: 'a-model', content } })
}

/** A bare repository with so many handoffs, in one go. */
function storeWith(entries: number, folder: string): string {
  const input = Array.from({ length: entries }, (_, number) => branchText(number)).join('')
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', folder])
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input })
  return folder
}

function branchText(number: number): string {
  const id = idOf(number)
  const facts = { machine: 'machine-00000000', tags: [], secretCount: 0, now: new Date(STARTED) }
  const { metadata, files } = makeHandoff(digestOf(id, number), facts)
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`
  const parts = Object.entries(files).map(([name, text = '']) => `M 100644 inline ${name}\n${data(text)}`)
  const { project, cli, month, short_id: short } = metadata
  return [
    `commit refs/heads/handoff/${project}/${cli}/${month}/${short}\n`,
    `committer bench <bench@example.org> ${STARTED / 1_000 + number} +0000\n`,
    data(describe(metadata)),
    ...parts,
    '\n',
  ].join('')
}

function digestOf(sessionId: string, number: number): Digest {
  const said = Array.from({ length: 20 }, (_, line) => `Line ${line} of session ${number}. `.repeat(10))
  return {
    version: 1,
    agent: 'claude',
    sessionId,
    shortId: sessionId.slice(0, 8),
    title: `Session ${number}`,
    cwd: '~/shop',
    startedAt: new Date(STARTED).toISOString(),
    asked: said,
    files: [],
    commands: [],
    commits: [],
    decisions: [],
    questions: [],
    steps: [],
    nextStep: 'Go on.',
    tail: said.map((text) => ({ who: 'agent', text })),
    losses: [],
    leftOut: {},
  }
}
