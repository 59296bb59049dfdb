// Finds optional dependencies that a lockfile promises and does not list, and makes the entries that they should have.
// Knows the naming that native packages share: `…darwin-arm64`, `…linux-x64-musl`, `…win32-ia32-msvc`.

export interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

const PLATFORM =
  /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(gnu|musl|eabi|msvc)\w*)?$/

function libcOf(abi: string | undefined): { libc?: readonly string[] } {
  if (abi === 'gnu') return { libc: ['glibc'] }
  return abi === 'musl' ? { libc: ['musl'] } : {}
}

function entryOf(name: string, version: string): LockedPackage {
  const [, os = '', cpu = '', abi] = PLATFORM.exec(name) ?? []
  if (os === '') throw new Error(`${name} does not say its platform; add it to the lockfile by hand`)
  return { version, cpu: [cpu], dev: true, ...(os === 'linux' ? libcOf(abi) : {}), optional: true, os: [os] }
}

/** Path in the lockfile to the entry that should stand there. */
export function missingParts({ packages }: Lockfile): Record<string, LockedPackage> {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies }) =>
    Object.entries(optionalDependencies ?? {}),
  )
  const listed = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/'))))
  return Object.fromEntries(
    wanted
      .filter(([name]) => !listed.has(`node_modules/${name}`))
      .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version)]),
  )
}
