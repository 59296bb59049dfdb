// The version that reports name; a test compares it with package.json, which a bundled program cannot read.

export const version: string = '2.0.0'
