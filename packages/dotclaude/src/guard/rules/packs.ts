// The packs in which rules are switched, and how each is switched where the repository says nothing.
import type { GuardMode, Pack } from '../guard-context.ts'
import type { GuardCode } from '../verdict.ts'

export const PACK_MODES: Readonly<Record<Pack, GuardMode>> = {
  'git-discard': 'deny',
  'git-history': 'deny',
  'git-shared-history': 'deny',
  controls: 'deny',
  files: 'deny',
  forges: 'deny',
  infrastructure: 'warn',
  databases: 'warn',
}

/** Every rule has one pack; what cannot be decided belongs to none and is always denied, unless it is switched by name. */
const PACK_OF: Readonly<Record<Exclude<GuardCode, 'GUARD_UNDECIDABLE'>, Pack>> = {
  GUARD_GIT_RESET_HARD: 'git-discard',
  GUARD_GIT_CHECKOUT_DISCARD: 'git-discard',
  GUARD_GIT_SWITCH_DISCARD: 'git-discard',
  GUARD_GIT_RESTORE_DISCARD: 'git-discard',
  GUARD_GIT_CLEAN: 'git-discard',
  GUARD_GIT_STASH_DROP: 'git-discard',
  GUARD_GIT_STASH_POP: 'git-discard',
  GUARD_GIT_RM_DISCARD: 'git-discard',
  GUARD_GIT_WORKTREE_REMOVE: 'git-discard',
  GUARD_GIT_SUBMODULE_DISCARD: 'git-discard',
  GUARD_GIT_INDEX_DISCARD: 'git-discard',
  GUARD_GIT_BRANCH_DELETE: 'git-history',
  GUARD_GIT_BRANCH_RESET: 'git-history',
  GUARD_GIT_TAG_DELETE: 'git-history',
  GUARD_GIT_REF_DELETE: 'git-history',
  GUARD_GIT_REFLOG_EXPIRE: 'git-history',
  GUARD_GIT_GC_PRUNE: 'git-history',
  GUARD_GIT_HISTORY_REWRITE: 'git-history',
  GUARD_GIT_REBASE_INTERACTIVE: 'git-history',
  GUARD_GIT_PUSH_FORCE: 'git-shared-history',
  GUARD_GIT_PUSH_DELETE: 'git-shared-history',
  GUARD_GIT_PUSH_MIRROR: 'git-shared-history',
  GUARD_CONTROL_NO_VERIFY: 'controls',
  GUARD_CONTROL_HOOKS_PATH: 'controls',
  GUARD_CONTROL_HOOK_FILES: 'controls',
  GUARD_CONTROL_SETTINGS: 'controls',
  GUARD_CONTROL_APPROVAL: 'controls',
  GUARD_FILE_DELETE_REPOSITORY: 'files',
  GUARD_FILE_DELETE_ROOT: 'files',
  GUARD_FILE_DELETE_OUTSIDE: 'files',
  GUARD_FILE_DELETE_WORK: 'files',
  GUARD_FILE_OVERWRITE: 'files',
  GUARD_FILE_SYNC_DELETE: 'files',
  GUARD_FILE_DEVICE: 'files',
  GUARD_FORGE_DELETE: 'forges',
  GUARD_FORGE_ADMIN_MERGE: 'forges',
  GUARD_FORGE_PROTECTION: 'forges',
  GUARD_REGISTRY_UNPUBLISH: 'forges',
  GUARD_INFRA_DESTROY: 'infrastructure',
  GUARD_CONTAINER_PRUNE: 'infrastructure',
  GUARD_DATABASE_DROP: 'databases',
}

export function packOf(rule: GuardCode): Pack | undefined {
  return rule === 'GUARD_UNDECIDABLE' ? undefined : PACK_OF[rule]
}
