/**
 * Drives the engine with the inputs of the model, in chunks cut where the caller says and in any order of arrival,
 * and gives what the model gives.
 */
import { MergeSession } from '../../src/exposition/merge-session.ts'
import type { MergeCase } from './generate.ts'
import type { ModelInput, ModelPage } from './model-merge.ts'

/** Where to cut a body: offsets in rising order, each starting a new chunk. */
export type Cuts = (body: Uint8Array) => readonly number[]

export const UNCUT: Cuts = () => []

export function runEngine({ inputs, options, version }: MergeCase, cuts: Cuts = UNCUT): ModelPage {
  const session = MergeSession.open(inputs, options)
  try {
    deliverAll(session, inputs, cuts)
    return renderPage(session, version)
  } finally {
    session.release()
  }
}

/** One target after the other, to the end or to its refusal. */
export function deliverAll(session: MergeSession, inputs: readonly ModelInput[], cuts: Cuts): void {
  for (const [target, input] of inputs.entries()) {
    const delivery = deliver(session, target, input, cuts)
    while (delivery.next().done !== true);
  }
}

/** Delivers the bodies chunk by chunk in turns, starting over with the targets that still have some. */
export function runEngineInterleaved(mergeCase: MergeCase, order: readonly number[], cuts: Cuts): ModelPage {
  const { inputs, options, version } = mergeCase
  const session = MergeSession.open(inputs, options)
  try {
    let waiting = order.map((target) => deliver(session, target, inputs[target]!, cuts))
    while (waiting.length > 0) waiting = waiting.filter((delivery) => delivery.next().done !== true)
    return renderPage(session, version)
  } finally {
    session.release()
  }
}

function* deliver(
  session: MergeSession,
  target: number,
  input: ModelInput,
  cuts: Cuts,
): Generator<void, void> {
  session.begin(target, input.format)
  for (const chunk of chunksOf(input.body, cuts)) {
    if (session.write(target, chunk) !== undefined) return
    yield
  }
  session.end(target, input.framing)
}

export function renderPage(session: MergeSession, version: MergeCase['version']): ModelPage {
  const page = session.render(version)
  // The slices are views into memory that release() hands to the next session.
  return { body: new Uint8Array(Buffer.concat(page.slices)), report: page.report() }
}

function chunksOf(body: Uint8Array, cuts: Cuts): readonly Uint8Array[] {
  const starts = [0, ...cuts(body)]
  return starts.map((start, place) => body.slice(start, starts[place + 1] ?? body.length))
}

/** Cuts at shares of the length, such as 0.5 for the middle. */
export function cutsAtShares(shares: readonly number[]): Cuts {
  return (body) => shares.map((share) => Math.floor(share * body.length)).toSorted((a, b) => a - b)
}

export const CUT_EVERY_BYTE: Cuts = (body) => Array.from(body, (_, offset) => offset).slice(1)
