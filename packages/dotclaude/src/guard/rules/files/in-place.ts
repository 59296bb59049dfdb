// Files that `sed`, `perl`, `ruby` and `gawk` would edit in place. An edit that leaves nothing of a file replaces it, unless
// a copy with the old content is kept beside it.
import { withoutGlobs } from '../../read/marks.ts'
import type { Run } from '../../read/run.ts'
import { awkEmpties, codeEmpties, sedEmpties } from './empty-edit.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite } from './file-write.ts'
import { splitWords } from './operands.ts'

interface Edit {
  readonly scripts: string[]
  readonly operands: string[]
  isInPlace: boolean
  isQuiet: boolean
  /** A copy stays beside it. */
  isKept: boolean
  hasScript: boolean
}

export function sedWrites(run: Run): readonly FileWrite[] {
  const edit = sedEdit(run.args.map((arg) => (arg.startsWith('-') ? withoutGlobs(arg) : arg)))
  if (!edit.isInPlace) return []
  // Other systems want an ending behind `-i`, which may be empty.
  const hasEnding = edit.operands[0] === '' && (edit.hasScript || edit.operands.length > 2)
  const operands = hasEnding ? edit.operands.slice(1) : edit.operands
  const [first = ''] = operands
  const scripts = edit.hasScript ? edit.scripts : [first]
  const isReplaced =
    !edit.isKept &&
    (!edit.hasScript || edit.scripts.length > 0) &&
    sedEmpties(scripts.map(withoutGlobs), edit.isQuiet)
  const files = edit.hasScript ? operands : operands.slice(1)
  return files.map((path) => fileWrite(run, path, { by: `${run.program} -i`, isReplaced }))
}

function sedEdit(args: readonly string[]): Edit {
  const edit: Edit = {
    scripts: [],
    operands: [],
    isInPlace: false,
    isQuiet: false,
    isKept: false,
    hasScript: false,
  }
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--') {
      edit.operands.push(...args.slice(at + 1))
      break
    }
    if (!arg.startsWith('-') || arg === '-') edit.operands.push(arg)
    else if (arg.startsWith('--')) at += readLong(arg, args[at + 1], edit)
    else at += readLetters(arg.slice(1), args[at + 1], edit)
  }
  return edit
}

/** How many words the option takes besides itself. */
function readLong(arg: string, next: string | undefined, edit: Edit): number {
  const [, name = '', value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? []
  if (/^(?:quiet|silent)$/.test(name)) edit.isQuiet = true
  if (name === 'in-place') {
    edit.isInPlace = true
    edit.isKept = (value ?? '') !== ''
  }
  if (!/^(?:expression|file|line-length)$/.test(name)) return 0
  keepScript(name.slice(0, 1), value ?? next ?? '', edit)
  return value === undefined ? 1 : 0
}

function readLetters(letters: string, next: string | undefined, edit: Edit): number {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    const rest = letters.slice(at + 1)
    if (letter === 'n') edit.isQuiet = true
    if (letter === 'i') {
      edit.isInPlace = true
      edit.isKept = rest !== ''
      return 0
    }
    if (!/[efl]/.test(letter)) continue
    keepScript(letter, rest === '' ? (next ?? '') : rest, edit)
    return rest === '' ? 1 : 0
  }
  return 0
}

/** A script in a file is one that is not known. */
function keepScript(letter: string, value: string, edit: Edit): void {
  if (letter === 'l') return
  edit.hasScript = true
  if (letter === 'e') edit.scripts.push(value)
}

const IN_PLACE = /^-(?![MmIF])[a-zA-Z0-9]*?i(.*)$/s
const CODE = /^-[a-zA-Z0-9]*[eE]$/

/** In `perl -pi -e CODE FILES` the code follows a bundle of letters. */
export function codeWrites(run: Run): readonly FileWrite[] {
  const { args, program } = run
  const [, ending] = args.map((arg) => IN_PLACE.exec(arg)).find((match) => match !== null) ?? []
  if (ending === undefined) return []
  const at = args.findIndex((arg) => CODE.test(arg))
  const operands = splitWords(args, '-I -M -m -r').operands
  const files = at === -1 ? operands.slice(1) : args.slice(at + 2).filter((arg) => !arg.startsWith('-'))
  const letters = args
    .slice(0, at + 1)
    .filter((arg) => /^-[a-zA-Z0-9]+$/.test(arg))
    .join('')
  const isReplaced = at !== -1 && ending === '' && codeEmpties(withoutGlobs(args[at + 1] ?? ''), letters)
  return files.map((path) => fileWrite(run, path, { by: `${program} -i`, isReplaced }))
}

export function awkWrites(run: Run): readonly FileWrite[] {
  if (!run.args.includes('inplace')) return []
  const { operands } = splitWords(run.args, '-i -v -F')
  const isReplaced = awkEmpties(withoutGlobs(operands[0] ?? '1'))
  return operands.slice(1).map((path) => fileWrite(run, path, { by: 'gawk', isReplaced }))
}
