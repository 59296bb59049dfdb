/** What a soak means: pure, from what was counted to lines for people and an exit code. */

export interface SoakResult {
  readonly seconds: number
  /** Mebibytes resident, early and at the end. */
  readonly memory: readonly [before: number, after: number]
  /** The lowest value of `up` that each Prometheus saw. */
  readonly ups: readonly number[]
  /** Wrong pages and broken connections. */
  readonly faults: number
  /** Open descriptors at rest, before and after. */
  readonly descriptors: readonly [before: number, after: number]
}

const GROWTH_MAX = 1.1
/** Before that, memory is still finding its level. */
const MEMORY_SECONDS_MIN = 300

export function verdictOf(result: SoakResult): {
  readonly lines: readonly string[]
  readonly exitCode: number
} {
  const { seconds, memory, ups, faults, descriptors } = result
  const [before, after] = memory
  const isJudged = seconds >= MEMORY_SECONDS_MIN
  const facts = [
    { isKept: faults === 0, says: `wrong answers: ${faults}` },
    {
      isKept: ups.every((up) => up === 1),
      says: `lowest up of each Prometheus: ${ups.join(', ') || 'none ran'}`,
    },
    {
      isKept: !isJudged || after <= before * GROWTH_MAX,
      says: `resident: ${before.toFixed(1)} MiB early, ${after.toFixed(1)} MiB at the end${isJudged ? '' : ' (too short to judge)'}`,
    },
    {
      isKept: descriptors[1] <= descriptors[0],
      says: `descriptors at rest: ${descriptors.join(' before, ')} after`,
    },
  ]
  return {
    lines: facts.map(({ isKept, says }) => `${isKept ? 'ok   ' : 'WRONG'} ${says}`),
    exitCode: facts.every(({ isKept }) => isKept) ? 0 : 1,
  }
}
