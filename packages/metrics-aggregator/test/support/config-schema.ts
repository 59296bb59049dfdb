/**
 * The JSON Schema of the configuration file, made from the two tables of options. It says what a value may look like;
 * rules that concern several values are the program's alone.
 */
import { SETTINGS } from '../../src/config/settings.ts'
import type { Setting } from '../../src/config/settings.ts'
import { TARGET_OPTIONS, URL_OPTION } from '../../src/config/target-options.ts'
import type { TargetOption } from '../../src/config/target-options.ts'
import type { ValueSchema } from '../../src/config/value-kind.ts'

type Schema = Readonly<Record<string, unknown>>

interface Option {
  readonly way: string
  readonly schema: Schema
}

export function configSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'metrics-aggregator configuration',
    ...mapOf([{ way: 'targets', schema: targetsSchema() }, ...settingOptions()]),
  }
}

function settingOptions(): Option[] {
  return (Object.values(SETTINGS) as Setting<unknown>[]).flatMap(({ option, kind, help, fallback }) => {
    if (option === undefined) return []
    const shown = kind.show(fallback)
    const standard = shown === '' ? help : `${help} (default ${shown})`
    return { way: option, schema: described(kind.schema, standard) }
  })
}

function targetsSchema(): Schema {
  const url = { type: 'string', description: 'where the exposition of the target is' }
  const options = (Object.entries(TARGET_OPTIONS) as [string, TargetOption<unknown>][]).map(
    ([way, { kind, help }]) => ({ way, schema: described(kind.schema, help) }),
  )
  const map = { ...mapOf([{ way: URL_OPTION, schema: url }, ...options]), required: [URL_OPTION] }
  return {
    description: 'what to scrape, by the name that becomes a label; in the order of the page',
    type: ['object', 'null'],
    additionalProperties: { anyOf: [url, map] },
  }
}

function described(schema: ValueSchema, description: string): Schema {
  return { description, ...schema }
}

/** Ways with a dot lead into a map of their own. */
function mapOf(options: readonly Option[]): Schema {
  const properties: Record<string, unknown> = {}
  for (const { way, schema } of options) {
    const [head = '', ...rest] = way.split('.')
    if (rest.length === 0) properties[head] = schema
    else properties[head] ??= mapOf(inside(options, head))
  }
  return { type: ['object', 'null'], properties, additionalProperties: false }
}

function inside(options: readonly Option[], head: string): Option[] {
  const prefix = `${head}.`
  return options
    .filter(({ way }) => way.startsWith(prefix))
    .map(({ way, schema }) => ({ way: way.slice(prefix.length), schema }))
}
