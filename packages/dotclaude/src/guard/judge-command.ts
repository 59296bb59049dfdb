// From a command line to a verdict, in three steps: read what it would start and write, ask every rule, and weigh what the
// rules found by the modes of their packs and by what a human approved.
import { GUARD_CODES } from '../diagnostics/codes/guard.ts'
import { fillTemplate } from '../diagnostics/template.ts'
import type { GuardContext, GuardMode } from './guard-context.ts'
import { shown } from './read/marks.ts'
import { readBash, readPowerShellLine } from './read/read-bash.ts'
import type { Surroundings } from './read/reader.ts'
import type { Reading, Run } from './read/run.ts'
import { judgeWrite } from './rules/files/judge-files.ts'
import { writesOf } from './rules/files/writes.ts'
import { homeOf, newJudgement } from './rules/judge.ts'
import type { Judge, Offence } from './rules/judge.ts'
import { judgeRun } from './rules/judge-run.ts'
import { PACK_MODES, packOf } from './rules/packs.ts'
import type { GuardCode, Invocation, Verdict, Write } from './verdict.ts'

export function judgeCommand(command: string, context: GuardContext): Verdict {
  const reading = readCommand(command, context)
  const { judge, offences, isLossy } = newJudgement(context, reading.keeping.discarded)
  for (const run of reading.runs) judgeRun(run, judge)
  judgeRedirections(reading, command, judge)
  for (const { detail, culprit } of reading.doubts)
    judge.stop('GUARD_UNDECIDABLE', culprit || shortened(command), detail)
  const facts = { invocations: reading.runs.map(invocationOf), writes: writesIn(reading, context) }
  const weighed = weigh(offences, command, context)
  if (weighed === undefined) return { decision: 'allow', ...facts, isLossy: isLossy() }
  return { ...weighed, ...facts, isLossy: weighed.decision === 'warn' && isLossy() }
}

function readCommand(command: string, context: GuardContext): Reading {
  const read = context.shell === 'powershell' ? readPowerShellLine : readBash
  return read(command, context.cwd, surroundingsOf(context))
}

function surroundingsOf(context: GuardContext): Surroundings {
  const { rootOf, currentBranch, gitAlias, readScript } = context.state
  return { home: homeOf(context), rootOf, currentBranch, gitAlias, readScript }
}

function judgeRedirections({ redirections }: Reading, command: string, judge: Judge): void {
  for (const redirection of redirections) judgeWrite(redirection, shortened(command), judge)
}

const LINE_LENGTH_MAX = 160

function shortened(command: string): string {
  const line = command.trim().replaceAll(/\s+/g, ' ')
  return line.length > LINE_LENGTH_MAX ? `${line.slice(0, LINE_LENGTH_MAX)}…` : line
}

type Weighed = Pick<Verdict, 'decision' | 'rule' | 'reason' | 'next' | 'culprit'>

/** The first denial wins over every warning. An approval lets one rule pass, and the others still count. */
function weigh(offences: readonly Offence[], command: string, context: GuardContext): Weighed | undefined {
  const approved = new Map<GuardCode, boolean>()
  let warning: Weighed | undefined
  for (const offence of offences) {
    const { rule } = offence
    const mode = modeOf(rule, context)
    if (mode === 'off') continue
    if (mode === 'warn') warning ??= explained(offence, 'warn')
    else {
      if (!approved.has(rule)) approved.set(rule, context.isApproved({ rule, command }))
      if (approved.get(rule) === false) return explained(offence, 'deny')
    }
  }
  return warning
}

function modeOf(rule: GuardCode, { options }: GuardContext): GuardMode {
  const own = options.rules[rule]
  const pack = packOf(rule)
  if (own !== undefined) return own
  return pack === undefined ? 'deny' : (options.packs[pack] ?? PACK_MODES[pack])
}

function explained({ rule, culprit, detail }: Offence, decision: 'warn' | 'deny'): Weighed {
  const { text, hint } = GUARD_CODES[rule]
  const facts = { command: culprit, ...(detail === undefined ? {} : { detail }) }
  const reason = fillTemplate(text, facts)
  return {
    decision,
    rule,
    reason: `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`,
    next: hint,
    culprit,
  }
}

function invocationOf({ program, args, via, folder }: Run): Invocation {
  return { program: shown(program), args: args.map(shown), via, ...(folder === undefined ? {} : { folder }) }
}

function writesIn({ runs, redirections }: Reading, { state }: GuardContext): readonly Write[] {
  const all = [...redirections, ...runs.flatMap((run) => writesOf(run, state))]
  return all.map(({ path, below, isTree, certainty, by }) => ({
    ...(path === undefined ? {} : { path }),
    ...(below === undefined ? {} : { below }),
    isTree,
    certainty,
    by,
  }))
}
