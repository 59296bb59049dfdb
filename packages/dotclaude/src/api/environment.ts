// The two things that the API reads of the process. Its contract says so where it does; everything else is handed in.

export type Environment = Readonly<Record<string, string | undefined>>

export function environment(): Environment {
  return process.env
}

export function currentFolder(): string {
  return process.cwd()
}
