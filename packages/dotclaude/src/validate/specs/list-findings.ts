// What the schema says against one of a spec's lists, worded as `linked_paths must be …` or `entry 2 must be …`.
import type { Code } from '../../diagnostics/code-table.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import { keysOf } from '../../repo/json-pointer.ts'
import type { SpecFile } from './spec-files.ts'

export function listFindings(code: Code, list: string, spec: SpecFile): readonly Diagnostic[] {
  return spec.findings
    .filter(({ top }) => top === list)
    .map(({ pointer, wanted, got }) => {
      const [, index] = keysOf(pointer)
      const subject = index === undefined ? '' : `entry ${Number(index) + 1} `
      const where = placeIn(spec.file, spec.document, pointer)
      return diagnose(code, where, { detail: `${subject}must be ${wanted}` }, { got })
    })
}
