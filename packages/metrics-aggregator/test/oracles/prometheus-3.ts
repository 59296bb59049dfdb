/** What a Prometheus 3 server keeps of one scrape: its own scrape loop and storage, in a program of ours. */
import type { Escaping } from '../../src/exposition/formats.ts'
import { askProgram, builtGoProgram } from './program.ts'

type StoredLabels = Readonly<Record<string, string>>

export interface Stored {
  readonly families: readonly { readonly name: string; readonly type: string; readonly help: string }[]
  readonly series: readonly StoredSeries[]
  readonly exemplars: readonly StoredExemplar[]
}

interface StoredSeries {
  readonly labels: StoredLabels
  readonly value?: string
  /** A native histogram as the server writes it: count, sum and buckets by their bounds. */
  readonly histogram?: string
}

interface StoredExemplar {
  readonly series: StoredLabels
  readonly labels: StoredLabels
  readonly value: string
}

interface ScrapeSettings {
  readonly escaping: Escaping
  readonly nativeHistograms?: boolean
}

export async function scrapeAsPrometheus3(url: string, settings: ScrapeSettings): Promise<Stored> {
  const [stored] = await askProgram<Stored>([await builtGoProgram('prometheus-3')], [{ url, ...settings }])
  return stored!
}
