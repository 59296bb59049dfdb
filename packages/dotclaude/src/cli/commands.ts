// All commands, in the order of the help.
import type { Command } from './command.ts'
import { bootstrap } from './commands/bootstrap.ts'
import { check } from './commands/check.ts'
import { checkInstructionDrift } from './commands/check-instruction-drift.ts'
import { checkSpecCoverage } from './commands/check-spec-coverage.ts'
import { compile } from './commands/compile.ts'
import { completionOf } from './commands/completion.ts'
import { detectDrift } from './commands/detect-drift.ts'
import { doctor } from './commands/doctor.ts'
import { explain } from './commands/explain.ts'
import { fix } from './commands/fix.ts'
import { handoffAudit } from './commands/handoff-audit.ts'
import { handoffConfig } from './commands/handoff-config.ts'
import { handoffDoctor } from './commands/handoff-doctor.ts'
import { handoffList } from './commands/handoff-list.ts'
import { handoffPrune } from './commands/handoff-prune.ts'
import { handoffShow } from './commands/handoff-show.ts'
import { handoffFetch, handoffPull } from './commands/handoff-pull.ts'
import { handoffPush } from './commands/handoff-push.ts'
import { handoffSearch } from './commands/handoff-search.ts'
import { hook } from './commands/hook.ts'
import { indexFiles } from './commands/index-files.ts'
import { guardApprove } from './commands/guard-approve.ts'
import { guardExplain } from './commands/guard-explain.ts'
import { guardLog } from './commands/guard-log.ts'
import { guardTest } from './commands/guard-test.ts'
import { guardUndo } from './commands/guard-undo.ts'
import { init } from './commands/init.ts'
import { list } from './commands/list.ts'
import { migrate } from './commands/migrate.ts'
import { search } from './commands/search.ts'
import { show } from './commands/show.ts'
import { specGraph } from './commands/spec-graph.ts'
import { specList } from './commands/spec-list.ts'
import { specNew } from './commands/spec-new.ts'
import { specRun } from './commands/spec-run.ts'
import { specShow } from './commands/spec-show.ts'
import { syncPull, syncPush, syncStatus } from './commands/sync.ts'
import { uninstall } from './commands/uninstall.ts'
import { validateSettings } from './commands/validate-settings.ts'
import { validateSkills } from './commands/validate-skills.ts'
import { validateSpecs } from './commands/validate-specs.ts'
import type { Program } from './run-program.ts'

const COMMANDS: readonly Command[] = [
  check,
  validateSpecs,
  validateSkills,
  validateSettings,
  checkSpecCoverage,
  checkInstructionDrift,
  detectDrift,
  doctor,
  explain,
  fix,
  init,
  migrate,
  hook,
  specNew,
  specList,
  specShow,
  specGraph,
  specRun,
  list,
  search,
  show,
  bootstrap,
  syncPull,
  syncPush,
  syncStatus,
  uninstall,
  indexFiles,
  compile,
  guardExplain,
  guardTest,
  guardLog,
  guardApprove,
  guardUndo,
  handoffShow,
  handoffPush,
  handoffPull,
  handoffFetch,
  handoffList,
  handoffSearch,
  handoffAudit,
  handoffPrune,
  handoffDoctor,
  handoffConfig,
  completionOf(() => COMMANDS),
]

export const PROGRAM: Program = { commands: COMMANDS }
