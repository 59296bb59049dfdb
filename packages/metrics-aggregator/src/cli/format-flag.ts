/** The flag `--format`, with which a command is told the format of what it reads or writes. */
import type { ExpositionFormat } from '../exposition/formats.ts'
import { Failure } from '../errors/failure.ts'
import type { Call, Flag } from './command.ts'

const FORMATS: readonly ExpositionFormat[] = ['text', 'openmetrics', 'protobuf']

export function formatFlag(help: string): Flag {
  return { name: 'format', placeholder: 'FORMAT', help: `${help}: text, openmetrics or protobuf` }
}

export function readFormat({ flags }: Call): ExpositionFormat | undefined {
  const value = flags['format']
  const format = FORMATS.find((known) => known === value)
  if (value !== undefined && format === undefined) {
    throw new Failure('FLAG_VALUE_INVALID', { flag: '--format', value, allowed: FORMATS.join(', ') })
  }
  return format
}
