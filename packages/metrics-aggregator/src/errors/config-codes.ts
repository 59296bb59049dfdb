/**
 * Codes of settings. An error stops the start, or keeps a changed file from being taken over; a warning is said once.
 * `source` is the variable or flag as the user wrote it, or the place in the file.
 */
import type { CodeEntry } from './entry.ts'

interface AboutSource {
  readonly source: string
}

interface AboutTarget extends AboutSource {
  readonly target: string
}

export interface ConfigFacts {
  CONFIG_FILE_UNREADABLE: AboutSource & { readonly path: string; readonly detail: string }
  CONFIG_FILE_SYNTAX: AboutSource & { readonly detail: string }
  CONFIG_OPTION_UNKNOWN: AboutSource & { readonly option: string; readonly nearest?: string }
  CONFIG_VALUE_INVALID: AboutSource & {
    readonly value: string
    readonly allowed: string
    readonly nearest?: string
  }
  CONFIG_TARGETS_MISSING: AboutSource
  CONFIG_TARGETS_MALFORMED: AboutSource & { readonly detail: string }
  CONFIG_TARGET_NAME_INVALID: AboutTarget
  CONFIG_TARGET_NAME_REPEATED: AboutTarget
  CONFIG_TARGET_NAME_RESERVED: AboutTarget
  CONFIG_URL_INVALID: AboutTarget & { readonly value: string }
  CONFIG_URL_CREDENTIALS: AboutTarget
  CONFIG_ADDRESS_FORBIDDEN: AboutTarget & { readonly host: string }
  CONFIG_ADDRESS_LINK_LOCAL: AboutTarget & { readonly host: string }
  CONFIG_PORT_OWN: AboutTarget & { readonly port: number }
  CONFIG_PORT_MESH: AboutTarget & { readonly port: number }
  CONFIG_TLS_PAIR_INCOMPLETE: AboutSource & { readonly missing: string }
  CONFIG_TLS_FILE_INVALID: AboutSource & {
    readonly path: string
    readonly detail: string
    readonly allowed: string
  }
  CONFIG_SECRET_FILE_INVALID: AboutSource & { readonly path: string; readonly detail: string }
  CONFIG_CREDENTIALS_INVALID: AboutTarget & { readonly detail: string }
  CONFIG_HEADER_INVALID: AboutSource & { readonly header: string; readonly detail: string }
  CONFIG_LABEL_DROP_RESERVED: AboutSource & { readonly label: string }
  CONFIG_LABEL_NAME_INVALID: AboutSource & { readonly label: string }
  CONFIG_LABEL_NAME_RESERVED: AboutSource & { readonly label: string }
  CONFIG_LABEL_NAME_CONFUSING: AboutSource & { readonly label: string }
  CONFIG_LABEL_REPEATED: AboutSource & { readonly label: string }
  CONFIG_PORT_OF_SERVICE: AboutSource & { readonly value: string }
  CONFIG_RESTART_NEEDED: AboutSource & { readonly setting: string }
  CONFIG_VARIABLE_UNKNOWN: AboutSource & { readonly nearest?: string }
  CONFIG_TRACING_UNSUPPORTED: AboutSource & { readonly value: string; readonly allowed: string }
}

export const CONFIG_CODES: { readonly [C in keyof ConfigFacts]: CodeEntry<ConfigFacts[C]> } = {
  CONFIG_FILE_UNREADABLE: error(
    ({ source, path, detail }) => `${source} names ${path}, which cannot be read (${detail})`,
    'Correct the path or its permissions; a mounted file has to be there before the start.',
  ),
  CONFIG_FILE_SYNTAX: error(
    ({ source, detail }) => `${source} is not YAML that can be read: ${detail}`,
    'Correct the line; indentation, quotes and repeated names are the usual causes.',
  ),
  CONFIG_OPTION_UNKNOWN: error(
    ({ source, option, nearest }) =>
      `${source}: there is no option "${option}"${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    'Correct the name; docs/configuration.md and the JSON Schema hold all options.',
  ),
  CONFIG_VALUE_INVALID: error(
    ({ source, value, allowed, nearest }) =>
      `${source} cannot be "${value}"; allowed: ${allowed}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    'Correct the value, or remove the setting to get its default.',
  ),
  CONFIG_TARGETS_MISSING: error(
    ({ source }) => `${source} names no target, so there is nothing to scrape`,
    'Set METRICS_ENDPOINTS=\'{"api":"http://127.0.0.1:8080/metrics"}\', or run metrics-aggregator demo for a first look.',
  ),
  CONFIG_TARGETS_MALFORMED: error(
    ({ source, detail }) => `${source} is not a list of targets: ${detail}`,
    'Write a JSON object of names and URLs, or URLs separated by commas; in a file, a map of names such as targets: { api: http://127.0.0.1:8080/metrics }.',
  ),
  CONFIG_TARGET_NAME_INVALID: error(
    ({ source, target }) =>
      `${source} has the target name ${JSON.stringify(target)}, which cannot be a label value`,
    'A target name has 1 to 128 characters and no control characters.',
  ),
  CONFIG_TARGET_NAME_REPEATED: error(
    ({ source, target }) => `${source} names the target "${target}" twice`,
    'Give each target its own name; it is what tells their series apart.',
  ),
  CONFIG_TARGET_NAME_RESERVED: error(
    ({ source, target }) => `${source} calls a target "${target}", which is the name of our own metrics`,
    'Choose another name.',
  ),
  CONFIG_URL_INVALID: error(
    ({ source, target, value }) =>
      `${source} has the URL "${value}" for "${target}"; allowed: an http, https or unix URL`,
    'Write the whole URL, for example http://127.0.0.1:8080/metrics or unix:/run/app.sock:/metrics.',
  ),
  CONFIG_URL_CREDENTIALS: error(
    ({ source, target }) => `${source} has a user name or password in the URL of "${target}"`,
    'URLs appear in logs and processes; remove the part before the @.',
  ),
  CONFIG_ADDRESS_FORBIDDEN: error(
    ({ source, target, host }) => `${source} points "${target}" to ${host}, which is not a loopback address`,
    'Name the host in METRICS_ALLOW_HOSTS if it is meant; only loopback is scraped by default.',
  ),
  CONFIG_ADDRESS_LINK_LOCAL: error(
    ({ source, target, host }) => `${source} points "${target}" to the link-local address ${host}`,
    'Link-local addresses serve the credentials of clouds; they are never scraped.',
  ),
  CONFIG_PORT_OWN: error(
    ({ source, target, port }) =>
      `${source} points "${target}" to port ${port}, on which we listen ourselves`,
    'Correct the URL, or listen elsewhere with METRICS_AGGREGATOR_PORT.',
  ),
  CONFIG_PORT_MESH: error(
    ({ source, target, port }) =>
      `${source} points "${target}" to port ${port}, which belongs to the mesh proxy`,
    'Scraping the proxy that scrapes us makes a loop; set METRICS_ALLOW_MESH_PORTS=true if it is meant.',
  ),
  CONFIG_TLS_PAIR_INCOMPLETE: error(
    ({ source, missing }) => `${source} is of no use without ${missing}`,
    'Name the certificate and its key, or neither.',
  ),
  CONFIG_TLS_FILE_INVALID: error(
    ({ source, path, detail, allowed }) =>
      `${source} names ${path}, which cannot be used (${detail}); allowed: ${allowed}`,
    'Correct the path, its permissions or what the file holds.',
  ),
  CONFIG_SECRET_FILE_INVALID: error(
    ({ source, path, detail }) => `${source} names ${path}, which cannot be used (${detail})`,
    'The file holds the token or password alone, on one line of visible characters; blanks and line ends around it are left out.',
  ),
  CONFIG_CREDENTIALS_INVALID: error(
    ({ source, target, detail }) => `${source} gives "${target}" ${detail}`,
    'Set bearer_token_file, or basic_auth with username and password_file, but not both.',
  ),
  CONFIG_HEADER_INVALID: error(
    ({ source, header, detail }) =>
      `${source} has the header ${JSON.stringify(header)}, which cannot be sent: ${detail}`,
    'Remove it; credentials belong into bearer_token_file or basic_auth.',
  ),
  CONFIG_LABEL_DROP_RESERVED: error(
    ({ source, label }) => `${source} drops the label "${label}", which tells the parts of a series apart`,
    'le, quantile and names that begin with __ cannot be dropped; drop the family instead.',
  ),
  CONFIG_LABEL_NAME_INVALID: error(
    ({ source, label }) => `${source} has the label name "${label}", which is not valid`,
    'A label name is letters, digits and "_" and does not begin with a digit.',
  ),
  CONFIG_LABEL_NAME_RESERVED: error(
    ({ source, label }) => `${source} has the label name "${label}", which has a meaning of its own`,
    'le, quantile and names that begin with __ cannot be injected; choose another name.',
  ),
  CONFIG_LABEL_NAME_CONFUSING: warning(
    ({ source, label }) => `${source} injects the label "${label}", which Prometheus sets by itself`,
    'Prometheus will rename ours to exported_…; choose another name unless honor_labels is set.',
  ),
  CONFIG_LABEL_REPEATED: error(
    ({ source, label }) => `${source} has the label "${label}" a second time`,
    'Each injected label needs its own name, different from METRICS_LABEL_NAME.',
  ),
  CONFIG_PORT_OF_SERVICE: warning(
    ({ source, value }) =>
      `${source} is "${value}", which Kubernetes sets for a service of that name; it is left out`,
    'Set enableServiceLinks: false in the pod, or name the port with --port.',
  ),
  CONFIG_RESTART_NEEDED: warning(
    ({ source, setting }) => `${source} changes ${setting}, which stays as it was at the start`,
    'Restart the process; all other changes are in force.',
  ),
  CONFIG_VARIABLE_UNKNOWN: warning(
    ({ source, nearest }) =>
      `${source} is not a setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    'Correct the name; a misspelt setting has no effect.',
  ),
  CONFIG_TRACING_UNSUPPORTED: warning(
    ({ source, value, allowed }) =>
      `${source} is ${JSON.stringify(value)}, so no traces are sent; allowed: ${allowed}`,
    'Set it to one of those, or OTEL_TRACES_EXPORTER to none; the page is not affected.',
  ),
}

function error<Facts>(summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return { kind: 'config', severity: 'error', summary, hint, since: '0.1.0' }
}

function warning<Facts>(summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return { kind: 'config', severity: 'warning', summary, hint, since: '0.1.0' }
}
