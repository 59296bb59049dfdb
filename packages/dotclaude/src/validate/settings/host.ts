// What settings may speak about that is not in the repository: handed in, because only the machine knows it.

export interface Host {
  /** Where `~` leads; absolute. */
  readonly homeFolder: string
  /** Whether an absolute path is a file that exists. */
  isFile(path: string): boolean
  /** Whether an absolute path can be run, or a bare name is found on PATH. */
  isProgram(nameOrPath: string): boolean
  /** The permission bits of an absolute path; `undefined` where it is absent or the system has none. */
  modeOf(path: string): number | undefined
  /** The bytes of all files below an absolute path; `undefined` where it is absent. */
  sizeOf(path: string): number | undefined
}
