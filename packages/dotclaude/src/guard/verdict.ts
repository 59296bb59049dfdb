// What the guard says about a command line, and what it understood of it. A verdict is plain data: the hook encodes it for
// an agent, `guard explain` prints it, and the policy of the session looks at what would be written.
import type { GUARD_CODES } from '../diagnostics/codes/guard.ts'

/** The id of a rule, such as `GUARD_GIT_RESET_HARD`; each is a code of the code table. */
export type GuardCode = keyof typeof GUARD_CODES

export type Decision = 'allow' | 'warn' | 'deny'

export type Shell = 'bash' | 'powershell'

/** `possible`: a part of it, such as a variable, is known only when the command runs. */
export type Certainty = 'certain' | 'possible'

/** One program that the command line would start, freed of wrappers, quoting and nested shells. */
export interface Invocation {
  /** The program without its folder and without `.exe`, in the spelling of the command line. */
  readonly program: string
  /** As far as they are known before it runs. What is not stands as `…`. */
  readonly args: readonly string[]
  /** What it was reached through, outermost first: `sudo`, `bash -c`, `xargs`, `pipe into sh`, `function f`. */
  readonly via: readonly string[]
  /** The folder that it would run in, absolute; absent where only the run can tell. */
  readonly folder?: string
}

/** A path that the command line would write, replace, move away or delete. */
export interface Write {
  /** Absolute, with the patterns of the shell; absent where only the run can tell. */
  readonly path?: string
  /** The folder below which it lies, where no more is known of the path. */
  readonly below?: string
  /** Everything below the path may be meant, as with `cp -r` and `git checkout`. */
  readonly isTree: boolean
  readonly certainty: Certainty
  /** The program or redirection that writes: `>`, `tee`, `sed -i`, `git apply`. */
  readonly by: string
}

export interface Verdict {
  readonly decision: Decision
  /** Of a warning or denial: the rule, why, and the next legal step; full sentences. */
  readonly rule?: GuardCode
  readonly reason?: string
  readonly next?: string
  /** The part of the command line that the rule is about, as it was understood. */
  readonly culprit?: string
  readonly invocations: readonly Invocation[]
  readonly writes: readonly Write[]
  /** It is allowed and can lose work all the same, so the work tree is to be saved before it runs. */
  readonly isLossy: boolean
}
