/** A real Prometheus in a namespace of its own, with jobs that show different certificates, and with alerting rules. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRealPart } from 'testkit/real-parts'
import type { NetworkNamespace } from 'testkit/network-namespace'
import type { StoredSeries } from '../../../examples/loss-and-cure/prometheus.ts'
import { startProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { Certificate } from '../../support/certificates.ts'
import { answersInside, getInside } from './inside.ts'

export interface MeshJob {
  readonly name: string
  /** `address:port`. */
  readonly target: string
  /** Plain HTTP without it; `anonymous` is TLS without a certificate of the client. */
  readonly tls?: Certificate | 'anonymous'
}

export interface OutsidePrometheus extends Pick<RunningProgram, 'stop'> {
  readonly query: (expression: string) => Promise<readonly StoredSeries[]>
}

interface OutsideOptions {
  readonly place: NetworkNamespace
  readonly folder: string
  readonly jobs: readonly MeshJob[]
  /** Files of alerting rules. */
  readonly rules: readonly string[]
  readonly intervalSeconds: number
}

const URL_INSIDE = 'http://127.0.0.1:9090'

export async function startOutsidePrometheus(options: OutsideOptions): Promise<OutsidePrometheus> {
  const { place, folder } = options
  const configuration = join(folder, 'prometheus.yml')
  writeFileSync(configuration, JSON.stringify(configurationOf(options)))
  const command = [
    findRealPart('prometheus') ?? 'prometheus',
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--web.listen-address=127.0.0.1:9090',
    '--log.level=warn',
  ]
  const { stop } = await startProgram(place.inside(command), {
    readyUrl: `${URL_INSIDE}/-/ready`,
    answers: answersInside(place),
    cwd: folder,
  })
  return { stop, query: (expression) => query(place, expression) }
}

/** JSON is YAML too. */
function configurationOf({ folder, jobs, rules, intervalSeconds }: OutsideOptions): object {
  const interval = `${intervalSeconds}s`
  return {
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: '1s' },
    rule_files: rules,
    scrape_configs: jobs.map(({ name, target, tls }) => ({
      job_name: name,
      static_configs: [{ targets: [target] }],
      ...(tls !== undefined && { scheme: 'https', tls_config: tlsOf(tls, folder, name) }),
    })),
  }
}

/** A workload's certificate has a SPIFFE name and no host name, so Istio's pages switch this check off as well. */
function tlsOf(tls: Certificate | 'anonymous', folder: string, name: string): object {
  if (tls === 'anonymous') return { insecure_skip_verify: true }
  const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
  writeFileSync(certFile, tls.cert)
  writeFileSync(keyFile, tls.key)
  return { insecure_skip_verify: true, cert_file: certFile, key_file: keyFile }
}

interface VectorAnswer {
  readonly data: {
    readonly result: readonly {
      readonly metric: StoredSeries['labels']
      readonly value: readonly [number, string]
    }[]
  }
}

async function query(place: NetworkNamespace, expression: string): Promise<readonly StoredSeries[]> {
  const parameters = new URLSearchParams({ query: expression }).toString()
  const answer = await getInside(place, `${URL_INSIDE}/api/v1/query?${parameters}`)
  if (answer === undefined) throw new Error(`Prometheus does not answer ${expression}`)
  const { data } = JSON.parse(answer) as VectorAnswer
  return data.result.map(({ metric, value }) => ({ labels: metric, value: value[1] }))
}
