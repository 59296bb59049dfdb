// Runs a text as a script in a shell of its own, as `bash -c` and many others do.
import { withoutGlobs } from './marks.ts'
import { doubt, isDisguised, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { shellScope } from './scope.ts'

export function runScript(
  text: string,
  via: string,
  call: Call,
  reader: Reader,
  positional: readonly string[] = [],
): string {
  if (isDisguised(text)) doubt(reader, `what ${via} would run is decoded first`, via)
  const { scope, environment } = through(call, via)
  const inner = shellScope(scope, { positional, stdin: call.stdin })
  for (const [name, value] of environment) {
    inner.variables.set(name, [[value]])
    inner.exported.add(name)
  }
  return reader.readText(withoutGlobs(text), inner)
}
