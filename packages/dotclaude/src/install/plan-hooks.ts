// Makes git run our pre-commit hook without silencing anybody else's: where no hooks are in use git is pointed to our
// folder; where a hook is there it gets one line that calls ours; where that cannot be done safely a person is told.
import type { GitHooks, HookFile } from '../repo/git-hooks.ts'
import type { Op } from './op.ts'

const HOOKS_FOLDER = 'githooks'
export const HOOK_FILE = 'githooks/pre-commit'

const SHEBANG = /^#!.*(?:\r?\n|$)/
const CALL = `sh "$(git rev-parse --show-toplevel)/${HOOK_FILE}" || exit $?`

export interface HookPlan {
  readonly ops: readonly Op[]
  readonly nextSteps: readonly string[]
}

/** `hooks` is absent outside of git; `isOurs` says whether the hook file will be the one that we wrote. */
export function planHooks(hooks: GitHooks | undefined, isOurs: boolean): HookPlan {
  if (!hooks) return told(`Run \`git init\`, then \`dotclaude init\` again: it activates ${HOOK_FILE}.`)
  if (hooks.folder === HOOKS_FOLDER) return { ops: [], nextSteps: [] }
  if (!hooks.isWholeRepository)
    return told(
      `This is part of a larger repository: let its pre-commit hook run the ${HOOK_FILE} of this folder.`,
    )
  if (!isOurs) return told(`${HOOK_FILE} is yours and was not activated.`)
  if (!hooks.configured && hooks.present.length === 0) return activated()
  if (!hooks.isOfRepository)
    return told(`git takes its hooks from ${hooks.folder}; let its pre-commit run \`${HOOK_FILE}\` as well.`)
  return chained(hooks.preCommit)
}

function told(sentence: string): HookPlan {
  return { ops: [], nextSteps: [sentence] }
}

function activated(): HookPlan {
  return {
    ops: [{ kind: 'configure', key: 'core.hooksPath', value: HOOKS_FOLDER }],
    nextSteps: [
      `In every other clone run \`git config core.hooksPath ${HOOKS_FOLDER}\`, or \`dotclaude init\`.`,
    ],
  }
}

function chained({ bytes, ...place }: HookFile): HookPlan {
  if (bytes === undefined) {
    const text = `#!/bin/sh\n${CALL}\n`
    return { ops: [{ kind: 'create', ...place, text, isProgram: true }], nextSteps: [] }
  }
  // A hook is a program of any kind, and a byte that is no UTF-8 would not survive.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (text.includes(HOOK_FILE)) return { ops: [{ kind: 'keep', ...place }], nextSteps: [] }
  if (!isShellScript(text)) return told(`Let your pre-commit hook run \`${HOOK_FILE}\` as well.`)
  const why = `calls ${HOOK_FILE}`
  return { ops: [{ kind: 'merge', ...place, before: bytes, text: withCall(text), why }], nextSteps: [] }
}

function isShellScript(text: string): boolean {
  const [shebang] = SHEBANG.exec(text) ?? []
  const isText = !text.includes('\0') && !text.includes('\uFFFD')
  return isText && (shebang === undefined || /\b(ba|da|k|z)?sh\b/.test(shebang))
}

/** In front of everything else, since a hook may end early. */
function withCall(text: string): string {
  const [shebang = ''] = SHEBANG.exec(text) ?? []
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const start = shebang === '' || shebang.endsWith('\n') ? shebang : shebang + eol
  return `${start}${CALL}${eol}${text.slice(shebang.length)}`
}
