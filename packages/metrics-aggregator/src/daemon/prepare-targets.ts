/**
 * From configured targets to those that scraping knows: credentials become headers, certificates become a way to open
 * connections. What TLS needs is loaded only where a target is reached by it, and made once for targets that are alike.
 */
import type { Config, TargetConfig } from '../config/config.ts'
import { socketOf } from '../config/socket-url.ts'
import type { ScrapeTarget } from '../scrape/scrape-target.ts'
import { secureRequests } from '../scrape/secure-requests.ts'
import type { OpenRequest } from '../scrape/secure-requests.ts'
import type { ConfigFiles } from './config-files.ts'

/** In configured order. */
export async function prepareTargets(
  { targets }: Pick<Config, 'targets'>,
  files: ConfigFiles,
): Promise<readonly ScrapeTarget[]> {
  const prepared = new Map<string, Promise<OpenRequest>>()
  return await Promise.all(targets.map((target) => prepareTarget(target, files, prepared)))
}

async function prepareTarget(
  target: TargetConfig,
  files: ConfigFiles,
  prepared: Map<string, Promise<OpenRequest>>,
): Promise<ScrapeTarget> {
  const { name, url, fallbackFormat, timeoutMs, limits } = target
  const authorization = files.targets.get(name)?.authorization
  const socket = socketOf(url)
  return {
    name,
    url,
    fallbackFormat,
    limits,
    headers: { ...target.headers, ...(authorization !== undefined && { Authorization: authorization }) },
    ...(timeoutMs > 0 && { timeoutMs }),
    ...(socket !== undefined && { socket }),
    ...(url.protocol === 'https:' && { openSecure: await openerOf(target, files, prepared) }),
  }
}

function openerOf(
  { name, tls }: TargetConfig,
  files: ConfigFiles,
  prepared: Map<string, Promise<OpenRequest>>,
): Promise<OpenRequest> {
  const { serverName, insecureSkipVerify } = tls
  const pem = files.targets.get(name)?.tls ?? {}
  const key = JSON.stringify([pem, serverName, insecureSkipVerify])
  const opener =
    prepared.get(key) ??
    secureRequests(pem, { insecureSkipVerify, ...(serverName !== undefined && { serverName }) })
  prepared.set(key, opener)
  return opener
}
