/** What every way to make one page of several has in common, ours and the others. */
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'

export interface NamedExposition {
  readonly name: string
  readonly format: ExpositionFormat
  readonly body: Uint8Array
}

export interface MergedPage {
  readonly format: ExpositionFormat
  readonly body: Uint8Array
}

export interface Merger {
  readonly name: string
  /** A merger may give up, by throwing. */
  readonly merge: (expositions: readonly NamedExposition[]) => MergedPage | Promise<MergedPage>
}
