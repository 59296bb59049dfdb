/**
 * Runs a property and tells what broke it. The predicate gives a boolean, because shrinking calls it thousands of
 * times and a readable difference is worth building only once, for the smallest input.
 */
import fc from 'testkit/fast-check'

export interface Property<Input> {
  readonly inputs: fc.Arbitrary<Input>
  /** How often to try by default (under about twenty seconds); `PROPERTY_RUNS` multiplies it. */
  readonly runs: number
  readonly holds: (input: Input) => boolean
  /** The input, and what differs, as text. */
  readonly show: (input: Input) => string
}

/** Undefined if the property held; else seed, path and the smallest input that broke it. */
export function findCounterexample<Input>({
  inputs,
  runs,
  holds,
  show,
}: Property<Input>): string | undefined {
  const factor = Number(process.env['PROPERTY_RUNS'] ?? '1')
  const outcome = fc.check(fc.property(inputs, holds), { numRuns: Math.ceil(runs * factor) })
  if (!outcome.failed) return undefined
  const where = `seed ${outcome.seed}, path ${outcome.counterexamplePath}, after ${outcome.numRuns} runs`
  if (outcome.counterexample === null) return `${where}: too few inputs met the precondition`
  const thrown = outcome.errorInstance instanceof Error ? `\n${outcome.errorInstance.stack}` : ''
  return `${where}\n${show(outcome.counterexample[0])}${thrown}`
}
