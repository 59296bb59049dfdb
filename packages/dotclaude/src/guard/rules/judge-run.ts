// One program of a command line, judged by everything that knows it: git, files, services, and what is about the guard
// itself. A program whose name is not known is tried as the most dangerous ones.
import { DECODED, isUnknown } from '../read/marks.ts'
import type { Run } from '../read/run.ts'
import { judgeFiles, judgeWrite } from './files/judge-files.ts'
import { writesOf } from './files/writes.ts'
import { isGitVerb } from '../read/git-words.ts'
import { judgeGit } from './git/judge-git.ts'
import { lineOf, newJudgement } from './judge.ts'
import type { Judge } from './judge.ts'
import { judgeOtherHistories } from './other-histories.ts'
import { judgeServices } from './services.ts'

/** They act on this disk alone, are what most lines are made of, and so spare the hook the table of services. */
const LOCAL = new Set(
  'git rm rmdir mv cp ln echo printf cat tee touch mkdir sed awk grep sort uniq head tail wc ls find xargs chmod chown truncate'.split(
    ' ',
  ),
)

export function judgeRun(run: Run, judge: Judge): void {
  if (isUnknown(run.program)) {
    judgeUnknown(run, judge)
    return
  }
  if (run.program === 'git' || run.program === 'hub') judgeGit(run, judge)
  else if (
    /^(?:bfg|git-filter-repo)$/.test(run.program) ||
    (/^(?:python[\d.]*|java)$/.test(run.program) &&
      run.args.some((arg) => /^(?:\S*\/)?(?:git-filter-repo(?:\.py)?|bfg[\w.-]*\.jar)$/.test(arg)))
  )
    judge.stop('GUARD_GIT_HISTORY_REWRITE', lineOf(run))
  judgeFiles(run, judge)
  if (!LOCAL.has(run.program)) judgeServices(run, judge)
  judgeOtherHistories(run, judge)
  judgeOurselves(run, judge)
  for (const write of writesOf(run, judge.context.state)) judgeWrite(write, lineOf(run), judge, run.kept)
}

/** `$(…) reset --hard` is stopped because it could be git; `$EDITOR file` is not. */
function judgeUnknown(run: Run, judge: Judge): void {
  const [first = ''] = run.args
  const candidates = [
    ...(isGitVerb(first) || isUnknown(first) || /^-[Cc]$/.test(first) ? ['git'] : []),
    ...(run.args.some((arg) => /^-[dfiIrRv]*[rR][dfiIrRv]*$/.test(arg) || arg === '--recursive')
      ? ['rm']
      : []),
  ]
  const isBad = candidates.some((program) => {
    const trial = newJudgement(judge.context, judge.discarded)
    judgeRun({ ...run, program }, trial.judge)
    return trial.offences.length > 0
  })
  if (isBad || run.program.startsWith(DECODED))
    judge.stop('GUARD_UNDECIDABLE', lineOf(run), 'the program comes from a variable or another program')
}

/** They type into a terminal that a person holds, or start programs outside of every session. */
const TYPISTS =
  /^(?:xdotool|ydotool|dotool|wtype|wezterm|kitty|kitten|zellij|open|code|cursor|schtasks|launchctl|systemctl|busctl|dbus-send|gdbus|qdbus)$/

const MANAGERS = /^(?:husky|lefthook|pre-commit|overcommit|simple-git-hooks)$/

/** The guard's own commands that are for humans, and managers of hooks that would take them away. */
function judgeOurselves(run: Run, judge: Judge): void {
  const { program, args } = run
  const words = args.filter((arg) => !arg.startsWith('-'))
  const at = words.indexOf('guard')
  const isOurs = /dotclaude/.test(program) || words.some((word) => /dotclaude|main\.js$/.test(word))
  if (isOurs && at !== -1 && words[at + 1] === 'approve')
    judge.stop('GUARD_CONTROL_APPROVAL', lineOf(run), 'it approves what was denied')
  if (isOurs && /^(?:uninstall)$/.test(words[program.includes('dotclaude') ? 0 : 1] ?? ''))
    judge.stop('GUARD_CONTROL_SETTINGS', lineOf(run), 'what is installed')
  if (TYPISTS.test(program) && /dotclaude[^]*\bguard\b[^]*\bapprove\b/.test(args.join(' ')))
    judge.stop('GUARD_CONTROL_APPROVAL', lineOf(run), 'it lets another program approve what was denied')
  if (MANAGERS.test(program) && args.some((arg) => /^(?:--)?uninstall$/.test(arg)))
    judge.stop('GUARD_CONTROL_HOOK_FILES', lineOf(run), `that ${program} installed`)
  if (
    args.some((arg) => /disableAllHooks["']?\s*:\s*true/.test(arg)) &&
    /^(?:claude|codex|gemini|copilot|opencode|cursor-agent)$/.test(program)
  )
    judge.stop('GUARD_CONTROL_SETTINGS', lineOf(run), 'whether hooks run')
}
