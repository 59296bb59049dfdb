// Whether a pipeline calls the gate: `check`, or `check-spec-coverage` by itself, in one of the spellings that the program
// has. Other commands that begin alike are no gate.
const GATE = /\bdotclaude(?:@\S+)?[ -](?:check|check-spec-coverage)(?![\w-])/
const REMARK = /^\s*#.*$/gm

export function runsGate(pipeline: string): boolean {
  return GATE.test(pipeline.replaceAll(REMARK, ''))
}
