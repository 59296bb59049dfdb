// How specs read on a terminal: the list, one spec, and the graph of their dependencies.
import { visibleText } from '../../diagnostics/visible-text.ts'
import { cycleText, findCycles } from '../../validate/find-cycles.ts'
import type { SpecSummary } from './spec-summary.ts'

export function listText(specs: readonly SpecSummary[]): string {
  const idWidth = Math.max(...specs.map(({ id }) => id.length), 0)
  const statusWidth = Math.max(...specs.map(({ status }) => status.length), 0)
  return specs
    .map(({ id, status, title }) =>
      `${id.padEnd(idWidth)}  ${status.padEnd(statusWidth)}  ${visibleText(title)}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** Which files a spec covers and which specs need it are not in its own file. */
export interface SpecSurroundings {
  readonly files: readonly string[]
  readonly neededBy: readonly string[]
}

export function specText(spec: SpecSummary, { files, neededBy }: SpecSurroundings): string {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['id', [spec.id]],
    ['title', [spec.title]],
    ['status', [spec.status]],
    ['owners', spec.owners],
    ['linked paths', spec.linkedPaths],
    ['covers', [`${files.length} ${files.length === 1 ? 'file' : 'files'}`]],
    ['acceptance', spec.acceptanceCommands],
    ['depends on', spec.dependsOn],
    ['needed by', neededBy],
    ['file', [spec.file]],
  ]
  return rows.flatMap(([label, values]) => rowLines(label, values)).join('')
}

function rowLines(label: string, values: readonly string[]): readonly string[] {
  const shown = values.filter((value) => value !== '')
  return shown.map((value, index) => `${(index === 0 ? label : '').padEnd(14)}${visibleText(value)}\n`)
}

export interface SpecGraph {
  readonly specs: readonly string[]
  /** From a spec to one that it depends on. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly isKnown: boolean }[]
  readonly cycles: readonly (readonly string[])[]
}

export function graphOf(specs: readonly SpecSummary[]): SpecGraph {
  const ids = new Set(specs.map(({ id }) => id))
  return {
    specs: [...ids],
    edges: specs.flatMap(({ id: from, dependsOn }) =>
      dependsOn.map((to) => ({ from, to, isKnown: ids.has(to) })),
    ),
    cycles: findCycles(new Map(specs.map(({ id, dependsOn }) => [id, dependsOn]))),
  }
}

/** A line per spec: `a -> b, c`. */
export function graphText({ specs, edges, cycles }: SpecGraph): string {
  const lines = specs.map((id) => {
    const needed = edges.filter(({ from }) => from === id)
    const names = needed.map(({ to, isKnown }) => (isKnown ? to : `${visibleText(to)} (unknown)`))
    return names.length === 0 ? id : `${id} -> ${names.join(', ')}`
  })
  return [...lines, ...cycles.map((cycle) => `circle: ${cycleText(cycle)}`)]
    .map((line) => `${line}\n`)
    .join('')
}

/** For a picture in Markdown. */
export function graphMermaid({ specs, edges }: SpecGraph): string {
  const names = new Map(
    [...new Set([...specs, ...edges.map(({ to }) => to)])].map((id, at) => [id, `s${at}`]),
  )
  return [
    'graph LR',
    ...[...names].map(([id, name]) => `  ${name}["${visibleText(id).replaceAll('"', '#quot;')}"]`),
    ...edges.map(({ from, to }) => `  ${names.get(from)} --> ${names.get(to)}`),
    '',
  ].join('\n')
}
