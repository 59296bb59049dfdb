// Programs that change the files that they are given, where no option names an output: editors that run commands, formatters,
// compressors that take the original away, and what changes a file's name. For the policy of the session; the old
// content is never simply gone.
import { foundBy } from '../../read/found-by.ts'
import { withoutGlobs } from '../../read/marks.ts'
import { resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite } from './file-write.ts'
import { splitWords } from './operands.ts'

interface Edits {
  /** Among the words, or nothing is changed. */
  readonly only?: RegExp
  /** Among the words, and nothing is changed. */
  readonly never?: RegExp
  /** So many words in front are no files. */
  readonly skips?: number
  /** Options that take a value. */
  readonly values?: string
}

const JUST_LOOKS = /^(?:--check|--check-only|-c|--diff|--list-different|-l|--stdin|-)$/
const FORMATTER: Edits = { never: JUST_LOOKS, values: '--config --line-length -l --target-version -t' }
const COMPRESSOR: Edits = { never: /^-(?!-)[a-zA-Z0-9]*[cklt]|^--(?:stdout|keep|list|test)$/ }

const EDITS: Readonly<Record<string, Edits>> = {
  autopep8: { only: /^(?:-\w*i\w*|--in-place)$/ },
  biome: { only: /^--(?:write|apply|apply-unsafe|fix)$/, skips: 1 },
  black: FORMATTER,
  bzip2: COMPRESSOR,
  'clang-format': { only: /^-i$/ },
  dos2unix: {},
  eslint: { only: /^--fix$/, values: '-c --config --ext --rule' },
  fallocate: { values: '-l --length -o --offset' },
  gofmt: { only: /^-w$/ },
  goimports: { only: /^-w$/ },
  gzip: COMPRESSOR,
  isort: FORMATTER,
  mkfifo: {},
  nano: {},
  oxfmt: { never: JUST_LOOKS },
  prettier: { only: /^(?:-w|--write)$/, values: '--config --ignore-path --parser' },
  rename: { skips: 1 },
  ruff: { only: /^(?:format|--fix)$/, never: JUST_LOOKS, skips: 1 },
  rustfmt: FORMATTER,
  shfmt: { only: /^-w$/, values: '-i' },
  stylelint: { only: /^--fix$/ },
  terraform: { only: /^fmt$/, never: JUST_LOOKS, skips: 1 },
  unix2dos: {},
  xz: COMPRESSOR,
  yapf: { only: /^(?:-i|--in-place)$/ },
  zip: {},
}
const EDITORS = /^(?:ex|e?vim?|nvim|nvi|vis)$/
const SAVES = /(?:^|[|:\s])(?:w|wq|x|up|update|wa|wqa|xa|sav|saveas)!?(?:\s|\||$)/
const SAVES_AS = /(?:^|[|:\s])(?:w|write|sav|saveas)!?\s+(?:>>\s*)?([^|\s]+)/g

export function editsOf(run: Run, state: RepositoryState): readonly FileWrite[] {
  const { program } = run
  if (EDITORS.test(program)) return editedBy(run, state)
  if (/^g?find$/.test(program) && run.args.includes('-delete'))
    return foundBy(run.args).map((path) => edited(run, path, state))
  if (program === 'patch')
    return splitWords(run.args, '-p -d -i -o -D -F -r -B -V -Y -z')
      .operands.slice(0, 1)
      .map((path) => edited(run, path, state))
  if (program === 'ed')
    return [...scriptOf(run).matchAll(/^[eEfwW]\s+([^!\s]\S*)/gm)].map(([, path = '']) =>
      edited(run, path, state),
    )
  const edits = Object.hasOwn(EDITS, program) ? EDITS[program] : undefined
  if (edits === undefined) return []
  const { only, never, skips = 0, values = '' } = edits
  if (only !== undefined && !run.args.some((arg) => only.test(arg))) return []
  if (never !== undefined && run.args.some((arg) => never.test(arg))) return []
  return splitWords(run.args, values)
    .operands.slice(skips)
    .map((path) => edited(run, path, state))
}

/** Below a folder some files may change and others not, and nobody knows which. */
function edited(run: Run, word: string, state: RepositoryState): FileWrite {
  const path = resolvePath(run.folder, withoutGlobs(word))
  const isTree = path !== undefined && state.isFolder(path)
  const write = fileWrite(run, word, { by: run.program, isReplaced: false, isTree })
  return isTree ? { ...write, certainty: 'possible' } : write
}

/** Without commands a person would have to sit there. */
function editedBy(run: Run, state: RepositoryState): readonly FileWrite[] {
  const { values, operands } = splitWords(run.args, '-c --cmd -S -s -u -i -T')
  const files = operands.filter((word) => !word.startsWith('+'))
  const commands = [
    ...run.args.filter((arg, at) => arg.startsWith('+') || /^(?:-c|--cmd)$/.test(run.args[at - 1] ?? '')),
    ...[...values].flatMap(([option, value]) => (option === '-s' ? [] : [value])),
    // `ex -sc COMMAND FILE`: the letters are one word.
    ...(run.args.some((arg) => /^-[a-zA-Z]+c$/.test(arg)) ? files.slice(0, 1) : []),
    scriptOf(run),
  ].map((command) => withoutGlobs(command).replace(/^\+/, ''))
  const named = commands.flatMap((command) => [...command.matchAll(SAVES_AS)].map(([, path = '']) => path))
  const saved = commands.some((command) => SAVES.test(command)) ? files : []
  return [...named, ...saved].map((path) => edited(run, path, state))
}

function scriptOf({ stdin }: Run): string {
  return stdin ?? ''
}
