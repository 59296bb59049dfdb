/**
 * Looks for variables that were set in vain: misspelt names. Silence would let people believe in a setting that has no
 * effect.
 */
import type { Finding } from '../errors/failure.ts'
import { nearestName } from './nearest.ts'
import type { Environment } from './read-settings.ts'
import { SETTINGS } from './settings.ts'

const KNOWN: ReadonlySet<string> = new Set(Object.values(SETTINGS).map(({ variable }) => variable))
const PREFIX = 'METRICS_'

/** Kubernetes and Docker describe services to every container; a service called "metrics" makes such names. */
const SERVICE_NAME = /^METRICS_(?:.*_)?SERVICE_(?:HOST|PORT(?:_.*)?)$|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_.*)?$/
const SERVICE_ADDRESS = /^(?:tcp|udp|sctp):\/\//

export function findStrayVariables(env: Environment): Finding[] {
  return Object.entries(env).flatMap(([source, text]) => {
    const value = text?.trim() ?? ''
    return value === '' || KNOWN.has(source) ? [] : (judgeStray(source, value) ?? [])
  })
}

function judgeStray(source: string, value: string): Finding | undefined {
  if (!source.startsWith(PREFIX) || isServiceVariable(source, value)) return undefined
  const nearest = nearestVariable(source.slice(PREFIX.length))
  return { code: 'CONFIG_VARIABLE_UNKNOWN', facts: { source, ...(nearest !== undefined && { nearest }) } }
}

/** Also asked of METRICS_AGGREGATOR_PORT, which a service called "metrics-aggregator" overwrites with `tcp://…`. */
export function isServiceVariable(name: string, value: string): boolean {
  return SERVICE_NAME.test(name) || (name.endsWith('_PORT') && SERVICE_ADDRESS.test(value))
}

/** The prefix is left out of the comparison: it would make any two names alike. */
function nearestVariable(name: string): string | undefined {
  const variables = new Map([...KNOWN].map((variable) => [variable.replace(PREFIX, ''), variable]))
  const nearest = nearestName(name, variables.keys())
  return nearest === undefined
    ? [...KNOWN].find((variable) => variable.endsWith(`_${name}`))
    : variables.get(nearest)
}
