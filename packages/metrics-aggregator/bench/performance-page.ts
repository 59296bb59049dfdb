/** The parts of docs that a run of the benchmark writes; the words around them are written by people. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { FigureName } from './figures.ts'
import { conversionTable, figureTable, machineLine, mergeTable, shortFigureTable } from './report.ts'
import type { BenchResult } from './report.ts'

export const PERFORMANCE_PAGE: URL = new URL('../docs/performance.md', import.meta.url)
/** Says what a sidecar needs, by some of the same figures. */
export const SIZING_PAGE: URL = new URL('../docs/sizing.md', import.meta.url)
export const SIZING_FIGURES: readonly FigureName[] = ['cpu-30k', 'resident-idle', 'resident-load', 'peak-1m']

const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

/** Puts the result between the marks of both pages. */
export function writePages(result: BenchResult): void {
  writeMeasured(PERFORMANCE_PAGE, measuredText(result))
  writeMeasured(SIZING_PAGE, shortFigureTable(SIZING_FIGURES, result.figures))
}

function writeMeasured(page: URL, text: string): void {
  writeFileSync(page, withMeasured(readFileSync(page, 'utf8'), text))
}

export function withMeasured(page: string, measured: string): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin === -1 || end < begin) throw new Error(`the page lacks the marks ${BEGIN} and ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${measured}\n${page.slice(end)}`
}

function measuredText({ machine, figures, merges, conversions, contenders }: BenchResult): string {
  return [
    `Measured on ${machineLine(machine)}.`,
    figureTable(figures),
    'Merges, in milliseconds; in brackets how many times as long as ours.',
    mergeTable(merges, contenders),
    'The same with protobuf on one side or on both.',
    conversionTable(conversions, contenders),
  ]
    .join('\n\n')
    .replaceAll('\n\n\n', '\n\n')
}
