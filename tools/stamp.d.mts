// The types of stamp.mjs, which is plain JavaScript because it runs before anything is installed.
export function digestOf(root: string, paths: readonly string[]): string
export function isCurrent(stampFile: string, digest: string, outputs?: readonly string[]): boolean
export function writeStamp(stampFile: string, digest: string): void
