// Edits in place that leave nothing of a file: a script of `sed` that deletes every line, and code of `perl` or `ruby` that
// reads every line and prints none. Any other edit changes a file word by word, and is the work of whoever makes it.
import { withoutGlobs } from '../../read/marks.ts'
import type { Run } from '../../read/run.ts'
import type { Words } from './operands.ts'

const DELETES_ALL = /^\s*(?:(?:0|1),\$\s*)?d\s*;?\s*$|^\s*s(.)\.\*\1\1g?\s*$/
const PRINTS = /\b(?:print\w*|printf|say|puts|putc|p|pp|syswrite|write|dump)\b|<<|\$stdout|STDOUT/i

export function emptiesFiles({ program, args }: Run, words: Words): boolean {
  return program.endsWith('sed') ? deletesAll(args, words) : printsNothing(args)
}

function deletesAll(args: readonly string[], { options, operands, values }: Words): boolean {
  // A script in a file is not known, and of several the one that counts is not known either.
  if (values.has('-f') || values.has('--file')) return false
  const [first = '', second] = operands
  // Other systems want an ending behind `-i`, which may be empty.
  const script =
    values.get('-e') ??
    values.get('--expression') ??
    (first === '' && operands.length > 2 ? (second ?? '') : first)
  const isQuiet = options.some((option) => /^(?:-[Ersuz]*n|--quiet|--silent)/.test(option))
  return DELETES_ALL.test(withoutGlobs(script)) || (isQuiet && /^\s*$/.test(script) && args.length > 2)
}

function printsNothing(args: readonly string[]): boolean {
  const at = args.findIndex((arg) => /^-[a-zA-Z0-9]*[eE]$/.test(arg))
  const code = args[at + 1]
  const letters = args
    .slice(0, at + 1)
    .filter((arg) => /^-[a-zA-Z0-9]+$/.test(arg))
    .join('')
  return (
    at !== -1 && code !== undefined && letters.includes('n') && !letters.includes('p') && !PRINTS.test(code)
  )
}
