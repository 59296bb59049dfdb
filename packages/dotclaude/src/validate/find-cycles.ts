// Circles in a graph of names. Every circle comes back once, beginning with its smallest name, and the search keeps its
// own stack, so that a chain of any length is walked.

/** At least one circle of each knot of names; what a name points to that is no node is passed over. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>()
  const cycles = new Map<string, readonly string[]>()
  for (const start of graph.keys()) {
    for (const cycle of cyclesFrom(start, graph, done)) cycles.set(cycle.join('\0'), cycle)
  }
  return [...cycles.values()]
}

interface Step {
  readonly name: string
  next: number
}

function cyclesFrom(
  start: string,
  graph: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): (readonly string[])[] {
  const cycles: (readonly string[])[] = []
  const path: Step[] = done.has(start) ? [] : [{ name: start, next: 0 }]
  const positions = new Map(path.map(({ name }, index) => [name, index]))
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const follower = graph.get(step.name)?.[step.next]
    step.next += 1
    if (follower === undefined) {
      done.add(step.name)
      positions.delete(step.name)
      path.pop()
      continue
    }
    const position = positions.get(follower)
    if (position !== undefined) cycles.push(fromSmallest(path.slice(position).map(({ name }) => name)))
    else if (graph.has(follower) && !done.has(follower)) {
      positions.set(follower, path.length)
      path.push({ name: follower, next: 0 })
    }
  }
  return cycles
}

function fromSmallest(cycle: readonly string[]): readonly string[] {
  const smallest = cycle.toSorted()[0] ?? ''
  const start = cycle.indexOf(smallest)
  return [...cycle.slice(start), ...cycle.slice(0, start)]
}

/** `a -> b -> a` */
export function cycleText(cycle: readonly string[]): string {
  return [...cycle, cycle[0]].join(' -> ')
}
