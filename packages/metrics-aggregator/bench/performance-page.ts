/** The part of docs/performance.md that a run of the benchmark writes; the words around it are written by people. */
import { readFileSync, writeFileSync } from 'node:fs'
import { conversionTable, figureTable, machineLine, mergeTable } from './report.ts'
import type { BenchResult } from './report.ts'

export const PERFORMANCE_PAGE: URL = new URL('../docs/performance.md', import.meta.url)

const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

/** Puts the result between the page's marks. */
export function writePerformancePage(result: BenchResult): void {
  const page = readFileSync(PERFORMANCE_PAGE, 'utf8')
  writeFileSync(PERFORMANCE_PAGE, withMeasured(page, measuredText(result)))
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
