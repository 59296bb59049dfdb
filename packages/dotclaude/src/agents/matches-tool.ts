// Whether an entry of an agent's settings is called for a tool. Absent, empty or `*` is every tool; names between bars or
// commas are a list; anything else is a pattern that may match anywhere in the name.

const LIST = /^[\w\-, |]+$/

export function matchesTool(matcher: unknown, tool: string): boolean {
  if (matcher === undefined || matcher === '' || matcher === '*') return true
  if (typeof matcher !== 'string') return false
  if (LIST.test(matcher)) return matcher.split(/[|,]/).some((name) => name.trim() === tool)
  try {
    return new RegExp(matcher).test(tool)
  } catch {
    return false
  }
}
