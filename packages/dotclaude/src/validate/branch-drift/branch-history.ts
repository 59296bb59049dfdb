// How the checked branch relates to the default branch: handed in, because only git knows it.

export interface DivergedFile {
  readonly path: string
  /** The day, in UTC, of the first commit since the branches parted that changed the file on either side; today for a change that is not committed. */
  readonly since: string
}

export interface BranchHistory {
  /** The default branch's name, for people. */
  readonly branch: string
  /** Every file that differs from the default branch now, sorted by path. */
  readonly diverged: readonly DivergedFile[]
}
