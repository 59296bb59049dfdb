/**
 * A real Prometheus that scrapes what it is told to, and answers what it stored. It lives in a folder of its own and on
 * a loopback port, and nothing of it stays behind but the folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './loopback.ts'
import { startProgram } from './running-program.ts'
import type { RunningProgram } from './running-program.ts'

export interface ScrapeJob {
  readonly name: string
  readonly url: URL
  /** Labels that a cluster's discovery would attach. */
  readonly labels?: Readonly<Record<string, string>>
}

export interface PrometheusOptions {
  /** The path of the program. */
  readonly program: string
  /** For its configuration and its data. */
  readonly folder: string
  readonly jobs: readonly ScrapeJob[]
  /** How often it scrapes, and how long a scrape may take. */
  readonly intervalSeconds: number
  /** Paths of files with rules, evaluated as often. */
  readonly ruleFiles?: readonly string[]
  /** What `--enable-feature` switches on, besides the storage of exemplars. */
  readonly features?: readonly string[]
}

/** A series that an instant query found, with its latest value. */
export interface StoredSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly value: string
}

export interface StoredMetadata {
  readonly metric: string
  readonly type: string
  readonly help: string
}

export interface Prometheus extends Pick<RunningProgram, 'stop'> {
  /** Any question of its HTTP API, below `/api/v1/`. */
  readonly ask: <Data>(path: string, parameters: Readonly<Record<string, string>>) => Promise<Data>
  readonly query: (expression: string) => Promise<readonly StoredSeries[]>
  /** What the pages of a job said of their families. */
  readonly metadata: (job: string) => Promise<readonly StoredMetadata[]>
}

interface VectorAnswer {
  readonly result: readonly {
    readonly metric: StoredSeries['labels']
    readonly value: readonly [number, string]
  }[]
}

/** Ready to be asked. Its first scrapes come some seconds later, as they would in a cluster. */
export async function startPrometheus(options: PrometheusOptions): Promise<Prometheus> {
  const { program, folder, features = [] } = options
  mkdirSync(folder, { recursive: true })
  const configuration = join(folder, 'prometheus.yml')
  writeFileSync(configuration, configurationOf(options))
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const { stop } = await startProgram(
    [
      program,
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      `--enable-feature=${['exemplar-storage', ...features].join(',')}`,
      '--log.level=warn',
    ],
    { readyUrl: `${url}/-/ready`, cwd: folder },
  )
  const ask: Prometheus['ask'] = (path, parameters) => askAt(`${url}/api/v1/${path}`, parameters)
  return {
    stop,
    ask,
    query: async (expression) => {
      const { result } = await ask<VectorAnswer>('query', { query: expression })
      return result.map(({ metric, value }) => ({ labels: metric, value: value[1] }))
    },
    metadata: (job) => ask('targets/metadata', { match_target: `{job="${job}"}` }),
  }
}

/** JSON is YAML too. */
function configurationOf({ jobs, intervalSeconds, ruleFiles = [] }: PrometheusOptions): string {
  const interval = `${intervalSeconds}s`
  return JSON.stringify({
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
    rule_files: ruleFiles,
    scrape_configs: jobs.map(({ name, url, labels = {} }) => ({
      job_name: name,
      metrics_path: url.pathname,
      static_configs: [{ targets: [url.host], labels }],
    })),
  })
}

async function askAt<Data>(url: string, parameters: Readonly<Record<string, string>>): Promise<Data> {
  const response = await fetch(`${url}?${new URLSearchParams(parameters).toString()}`)
  const answer = (await response.json()) as { data?: Data; error?: string }
  if (answer.data === undefined) throw new Error(`${url}: ${answer.error}`)
  return answer.data
}
