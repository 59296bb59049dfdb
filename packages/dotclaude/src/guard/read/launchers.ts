// Programs whose arguments or input are run by other rules than a wrapper's, and what starts them: shells, interpreters,
// `xargs`, `find -exec`, git's own ways to start programs, and tools with a way out to a shell.
import type { Call, Reader } from './reader.ts'
import { startCode } from './start-code.ts'
import { startGit } from './start-git.ts'
import { eachInput, forFound, inParallel } from './start-many.ts'
import { isInterpreter, startShell } from './start-shell.ts'
import {
  commandPrompt,
  connection,
  databaseShell,
  debuggerCommands,
  eachText,
  editorCommands,
  expectScript,
  fromInput,
  lineEditor,
  makeText,
  pagerOf,
  remoteShell,
  searchFilter,
  sendKeys,
  streamEditor,
  tarHooks,
  toolsOfGo,
  zipTest,
} from './start-tools.ts'

/** Gives the output, or nothing where the program is to be judged like any other as well. */
type Launcher = (argv: readonly string[], call: Call, reader: Reader) => string | undefined

const SHELLS =
  /^(?:bash|sh|zsh|dash|ksh|mksh|ash|fish|rbash|csh|tcsh|git-bash|yash|osh|ysh|posh|ion|elvish|xonsh|nu|nushell)$/

export function launcherOf(program: string): Launcher | undefined {
  if (SHELLS.test(program)) return startShell
  if (isInterpreter(program)) return startCode
  return Object.hasOwn(LAUNCHERS, program) ? LAUNCHERS[program] : undefined
}

const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  xargs: eachInput,
  gxargs: eachInput,
  parallel: inParallel,
  sem: inParallel,
  env_parallel: inParallel,
  find: forFound,
  gfind: forFound,
  bfs: forFound,
  fd: forFound,
  fdfind: forFound,
  at: fromInput,
  batch: fromInput,
  crontab: fromInput,
  tmux: sendKeys,
  byobu: sendKeys,
  screen: sendKeys,
  cmd: commandPrompt,
  vim: editorCommands,
  vi: editorCommands,
  nvim: editorCommands,
  ex: editorCommands,
  emacs: editorCommands,
  expect: expectScript,
  concurrently: eachText,
  mprocs: eachText,
  pueue: eachText,
  socat: connection,
  tar: tarHooks,
  sed: streamEditor,
  gsed: streamEditor,
  ed: lineEditor,
  gdb: debuggerCommands,
  lldb: debuggerCommands,
  less: debuggerCommands,
  more: debuggerCommands,
  sftp: debuggerCommands,
  ftp: debuggerCommands,
  lftp: debuggerCommands,
  man: pagerOf,
  make: makeText,
  gmake: makeText,
  zip: zipTest,
  rg: searchFilter,
  rsync: remoteShell,
  sqlite3: databaseShell,
  sqlite: databaseShell,
  psql: databaseShell,
  mysql: databaseShell,
  go: toolsOfGo,
  git: startGit,
  hub: startGit,
}
