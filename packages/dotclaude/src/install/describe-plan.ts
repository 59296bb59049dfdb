// A plan for people: a line per op, and on request what would change as a diff.
import { createTwoFilesPatch } from 'diff'
import type { FileOp, Op, Plan } from './op.ts'

/** What is planned, a line each, in the order of doing. */
export function planLines(plan: Plan): readonly string[] {
  return plan.ops.map(lineOf)
}

const VERB_WIDTH = 'configure'.length

function lineOf(op: Op): string {
  const verb = op.kind.padEnd(VERB_WIDTH)
  if (op.kind === 'configure') return `${verb}  git: ${op.key} = ${op.value}`
  return `${verb}  ${op.path}${remarkOn(op)}`
}

function remarkOn(op: FileOp): string {
  if (op.kind === 'merge' || op.kind === 'replace') return ` (${op.why})`
  return op.kind === 'keep' && op.ours !== undefined ? ' (yours; ours is different)' : ''
}

/** Unified diffs of everything that would be written. */
export function planDiff(plan: Plan): string {
  return plan.ops.map(diffOf).join('')
}

function diffOf(op: Op): string {
  switch (op.kind) {
    case 'create':
      return patch('/dev/null', op.path, '', op.text)
    case 'merge':
    case 'replace':
      return patch(`a/${op.path}`, op.path, new TextDecoder().decode(op.before), op.text)
    case 'keep':
    case 'configure':
      return ''
  }
}

/** Lines that no person writes, and none would read. */
const LINE_LENGTH_MAX = 2_000
const KILOBYTE = 1_024

function patch(before: string, path: string, old: string, now: string): string {
  if (now.split('\n').some((line) => line.length > LINE_LENGTH_MAX))
    return `--- ${before}\n+++ b/${path}\n# a bundle of ${Math.ceil(now.length / KILOBYTE)} KB, not shown\n`
  // The first line of the library's text is a ruler that no tool reads.
  return createTwoFilesPatch(before, `b/${path}`, old, now).replace(/^=+\n/, '')
}
