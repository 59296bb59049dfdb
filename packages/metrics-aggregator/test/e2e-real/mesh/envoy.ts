/**
 * Envoy in front of a pod, configured as Istio does it under STRICT: whatever comes in is redirected to port 15006, has
 * to be TLS with a client certificate that carries a SPIFFE name of the mesh, and goes on to the port that was meant.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRealPart } from 'testkit/real-parts'
import type { NetworkNamespace } from 'testkit/network-namespace'
import { startProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { Authority } from '../../support/certificates.ts'
import { answersInside } from './inside.ts'

export const INBOUND_PORT = 15_006
export const TRUST_DOMAIN = 'spiffe://cluster.local/'
const ADMIN_PORT = 15_000
/** From here Istio's proxy calls the application, so that it can tell its own connections from captured ones. */
const SOURCE_ADDRESS = '127.0.0.6'
/** A revoked certificate is refused on new connections; this says how long an old one may still be used. */
const CONNECTION_AGE_MAX = '3s'
const TYPES = 'type.googleapis.com/envoy.extensions'

export interface Envoy extends Pick<RunningProgram, 'stop'> {
  /** From now on Envoy refuses what this list, in PEM form, revokes. */
  readonly revoke: (revocations: string) => void
}

export async function startEnvoy(
  pod: NetworkNamespace,
  authority: Authority,
  folder: string,
): Promise<Envoy> {
  const file = (name: string): string => join(folder, name)
  const { cert, key } = authority.sign({ names: `URI:${TRUST_DOMAIN}ns/shop/sa/pod` })
  writeFileSync(file('authority.pem'), authority.cert)
  writeFileSync(file('pod.pem'), cert)
  writeFileSync(file('pod.key'), key)
  // Envoy watches this file for a rename, as Istio's agent pushes new secrets to it.
  const sayWhoIsTrusted = (crl?: string): void => {
    writeFileSync(file('clients.new'), JSON.stringify(clientsSecret(file('authority.pem'), crl)))
    renameSync(file('clients.new'), file('clients.json'))
  }
  sayWhoIsTrusted()
  writeFileSync(file('envoy.json'), JSON.stringify(bootstrap(file)))
  const command = [findRealPart('envoy') ?? 'envoy', '--config-path', file('envoy.json'), ...FLAGS]
  const { stop } = await startProgram(pod.inside(command), {
    readyUrl: `http://127.0.0.1:${ADMIN_PORT}/ready`,
    answers: answersInside(pod),
    cwd: folder,
  })
  return {
    stop,
    revoke: (revocations) => {
      writeFileSync(file('revoked.pem'), revocations)
      sayWhoIsTrusted(file('revoked.pem'))
    },
  }
}

const FLAGS = '--service-node pod --service-cluster pod --disable-hot-restart --concurrency 1 -l error'.split(
  ' ',
)

function clientsSecret(authority: string, crl?: string): object {
  const validation = {
    trusted_ca: { filename: authority },
    ...(crl !== undefined && { crl: { filename: crl } }),
    match_typed_subject_alt_names: [{ san_type: 'URI', matcher: { prefix: TRUST_DOMAIN } }],
  }
  const secret = {
    '@type': `${TYPES}.transport_sockets.tls.v3.Secret`,
    name: 'clients',
    validation_context: validation,
  }
  return { resources: [secret] }
}

function bootstrap(file: (name: string) => string): object {
  return {
    admin: { address: socket('127.0.0.1', ADMIN_PORT) },
    static_resources: {
      listeners: [
        {
          name: 'virtualInbound',
          address: socket('0.0.0.0', INBOUND_PORT),
          listener_filters: [typed('filters.listener.original_dst.v3.OriginalDst')],
          filter_chains: [{ transport_socket: mutualTls(file), filters: [httpFilter()] }],
        },
      ],
      clusters: [
        {
          name: 'as-it-was-meant',
          type: 'ORIGINAL_DST',
          lb_policy: 'CLUSTER_PROVIDED',
          connect_timeout: '5s',
          upstream_bind_config: { source_address: { address: SOURCE_ADDRESS, port_value: 0 } },
        },
      ],
    },
  }
}

const socket = (address: string, port: number): object => ({ socket_address: { address, port_value: port } })

/** An extension with its configuration; the name only has to be there. */
const typed = (type: string, configuration: object = {}): object => ({
  name: type,
  typed_config: { '@type': `${TYPES}.${type}`, ...configuration },
})

function mutualTls(file: (name: string) => string): object {
  return typed('transport_sockets.tls.v3.DownstreamTlsContext', {
    require_client_certificate: true,
    common_tls_context: {
      tls_certificates: [
        { certificate_chain: { filename: file('pod.pem') }, private_key: { filename: file('pod.key') } },
      ],
      validation_context_sds_secret_config: {
        name: 'clients',
        sds_config: {
          path_config_source: { path: file('clients.json') },
          resource_api_version: 'V3',
        },
      },
    },
  })
}

function httpFilter(): object {
  const route = { match: { prefix: '/' }, route: { cluster: 'as-it-was-meant', timeout: '0s' } }
  return typed('filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: 'inbound',
    common_http_protocol_options: { max_connection_duration: CONNECTION_AGE_MAX },
    http_filters: [typed('filters.http.router.v3.Router')],
    route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route] }] },
  })
}
