// Runs a text as a script in a shell of its own, as `bash -c` and many others do.
import { CONTENT, withoutGlobs } from './marks.ts'
import { doubt, isDisguised, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { shellScope } from './scope.ts'

export function runScript(
  text: string,
  via: string,
  call: Call,
  reader: Reader,
  positional: readonly string[] = [],
  name?: string,
): string {
  const [, file] = new RegExp(`${CONTENT}([^${CONTENT}]+)${CONTENT}`).exec(text) ?? []
  const content = file === undefined ? undefined : reader.surroundings.readScript(file)
  if (content !== undefined) return runScript(content, via, call, reader, positional)

  if (isDisguised(text)) doubt(reader, `what ${via} would run is decoded first`, via)
  const { scope, environment } = through(call, via)
  const inner = shellScope(scope, { positional, stdin: call.stdin })
  for (const [variable, value] of environment) {
    inner.variables.set(variable, [[value]])
    inner.exported.add(variable)
  }
  if (name !== undefined) inner.variables.set('0', [[name]])
  return reader.readText(withoutGlobs(text), inner)
}
