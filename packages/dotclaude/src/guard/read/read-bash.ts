// Reads a command line of bash, or of PowerShell, into what it would start and write. Reading never fails: what cannot be
// read to its end and looks dangerous is a doubt.
import type { ParsedScript } from 'unbash'
import { parseGrammar } from './grammar.ts'
import { newKeeping } from './kept.ts'
import { COMPUTED } from './marks.ts'
import { plainScript } from './plain-script.ts'
import { readPowerShell } from './powershell.ts'
import { DEPTH_MAX, doubt } from './reader.ts'
import type { Reader, Surroundings } from './reader.ts'
import type { Reading } from './run.ts'
import { startScope } from './scope.ts'
import type { Scope } from './scope.ts'
import { startProgram } from './start-program.ts'
import { walkScript } from './walk-script.ts'

const STEPS_MAX = 20_000
const ROUNDS = 2
const TEXT_LENGTH_MAX = 400_000

/** Words of which one stands in everything that the rules stop; for text that the grammar cannot follow. */
const LOOKS_DANGEROUS =
  /\bgit\b[^\n]*\b(?:reset|clean|checkout|restore|push|stash|branch|rebase|filter-branch|reflog|update-ref)\b|\brm\s+-\w*[rf]|\bfind\b[^\n]*-delete|\bmkfs|\bdd\s+\w+=|\bgh\s+(?:repo|api)\b/

export function readBash(command: string, folder: string, surroundings: Surroundings): Reading {
  const reader = newReader(surroundings)
  reader.readText(command, startScope(folder))
  for (const run of reader.atTheEnd) run()
  return reader
}

export function readPowerShellLine(command: string, folder: string, surroundings: Surroundings): Reading {
  const reader = newReader(surroundings)
  readPowerShell(
    command,
    { scope: startScope(folder), environment: new Map(), stdin: undefined, isProgram: true },
    reader,
  )
  return reader
}

function newReader(surroundings: Surroundings): Reader {
  const reader: Reader = {
    surroundings,
    runs: [],
    redirections: [],
    doubts: [],
    settings: new Map(),
    sinks: new Map(),
    stepsLeft: STEPS_MAX,
    jumps: { returned: 0, broken: 0, continued: 0, trapped: 0 },
    atTheEnd: [],
    keeping: newKeeping(),
    texts: [],
    walk: (script, scope) => walk(script, scope, reader),
    readText: (text, scope) => readText(text, scope, reader),
    start: (argv, call) => startProgram(argv, call, reader),
  }
  return reader
}

function walk(script: ParsedScript, scope: Scope, reader: Reader): string {
  return scope.depth > DEPTH_MAX ? COMPUTED : walkScript(script, scope, reader)
}

function readText(text: string, scope: Scope, reader: Reader): string {
  if (text.length > TEXT_LENGTH_MAX) {
    doubt(reader, 'it is too long to be read to its end', text)
    return COMPUTED
  }
  // Text that runs itself is a loop, of which two rounds are walked.
  if (reader.texts.filter((outer) => outer === text).length === ROUNDS) return COMPUTED
  const script = plainScript(text) ?? parseGrammar(text)
  reader.texts.push(text)
  const output = walk(script, scope, reader)
  reader.texts.pop()
  const [error] = script.errors ?? []
  if (error !== undefined && LOOKS_DANGEROUS.test(text))
    doubt(reader, `the shell's grammar breaks off: ${error.message}`, text)
  return output
}
