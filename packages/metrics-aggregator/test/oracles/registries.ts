/**
 * Client libraries as writers: registries made out of seeds, in every format that a library speaks, each twice with
 * some values changed in between. What programs really expose, rather than what a generator of ours thinks of.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RealPart } from 'testkit/real-parts'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { askProgram, builtGoProgram, pathOf } from './program.ts'

export interface Registry {
  readonly seed: number
  readonly pages: readonly RegistryPage[]
}

export interface RegistryPage {
  readonly format: ExpositionFormat
  readonly first: Uint8Array
  /** The same series with other values. */
  readonly second: Uint8Array
}

export interface RegistryWriter {
  readonly library: string
  /** What must be installed. */
  readonly parts: readonly RealPart[]
  readonly write: (seeds: readonly number[]) => Promise<readonly Registry[]>
}

interface Answer {
  readonly pages: readonly {
    readonly format: ExpositionFormat
    readonly first: string
    readonly second: string
  }[]
}

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

async function askWriter(command: readonly string[], seeds: readonly number[]): Promise<readonly Registry[]> {
  const answers = await askProgram<Answer>(
    command,
    seeds.map((seed, id) => ({ id, seed })),
  )
  return answers.map(({ pages }, place) => ({
    seed: seeds[place]!,
    pages: pages.map(({ format, first, second }) => ({
      format,
      first: bytesOf(first),
      second: bytesOf(second),
    })),
  }))
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

export const REGISTRY_WRITERS: readonly RegistryWriter[] = [
  {
    library: 'client_golang',
    parts: ['go'],
    write: async (seeds) => askWriter([await builtGoProgram('registry-go')], seeds),
  },
  {
    library: 'client_python',
    parts: ['python with prometheus_client'],
    write: (seeds) =>
      askWriter([pathOf('python with prometheus_client'), join(FOLDER, 'registry_python.py')], seeds),
  },
]
