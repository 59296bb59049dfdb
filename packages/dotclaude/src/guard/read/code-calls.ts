// Code of other languages on a command line: what it would start and what it would delete or write, as far as its string
// literals tell. It looks for calls that leave the language, and reads the literals given to them.
import { withBindings } from './code-bindings.ts'
import { literalsOf, literalEnd } from './code-literals.ts'
import { isGitVerb } from './git-words.ts'
import { COMPUTED, markGlobs } from './marks.ts'

export interface CodeCalls {
  /** Texts for a shell. */
  readonly scripts: readonly string[]
  /** Programs with their arguments. */
  readonly commands: readonly (readonly string[])[]
  readonly writes: readonly CodeWrite[]
  /** It builds what it starts out of pieces that cannot be read. */
  readonly isDisguised: boolean
}

export interface CodeWrite {
  readonly path: string
  /** The code does not read the file, so its old content is lost. */
  readonly isReplaced: boolean
}

export interface CodeOptions {
  /** In some languages backquotes start a program, in others they only quote. */
  readonly hasBackquotes: boolean
  /** Calls of a common name are the language's own, unless the code names a way out of it. */
  readonly isClosed: boolean
  /** The words that stand behind the code. */
  readonly given: readonly string[]
}

const STARTS =
  /\b(?:os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*)|subprocess\.\w+|commands\.getoutput|pty\.spawn|getoutput|getstatusoutput|check_call|check_output|Popen|run|call|system|exec|execSync|execFile|execFileSync|spawn|spawnSync|fork|popen|shell_exec|passthru|proc_open|pcntl_exec|system2|execa\w*|callCommand|os:cmd|create_subprocess_\w+|capture2e?|capture3|execute|Command|sh|System\.(?:cmd|shell))\s*\(|\b(?:callCommand|callProcess|Sys\.command|shell|sh)\s+(?=")|\bsystem\s+(?=["'q])|\bexec\s+(?=["'q])|\bexec\s+(?=[a-z][\w./-]* )|\bqx\s*(?=\W)|%x\s*(?=\W)|`|\bdo (?:shell )?script\b|\|\s*getline|\$`/g
const DELETES =
  /\b(?:shutil\.rmtree|rmtree|remove_tree|rimraf(?:\.sync)?|rm_rf!?|rm_r|rm_f|remove_entry\w*|remove_dir|removedirs|rmSync|rmdirSync|unlinkSync|Deno\.remove(?:Sync)?|rm!?|rmdir|unlink|os\.remove|(?<![.\w])remove(?=\s*\()|removeSync|emptyDirSync|File\.delete|File\.unlink|delete_file|file\.remove|file:delete|removeDirectoryRecursive|removePathForcibly|removeFile|delete-tree|delete-file|delete-directory(?:\/files)?|Sys\.remove|removeItem|os\.RemoveAll|os\.Remove|Directory\.Delete|File\.Delete)\s*\(?/g
const RECURSIVE =
  /RemoveAll|removeDirectoryRecursive|removePathForcibly|delete-tree|delete-directory\/files|removeItem|rmtree|remove_tree|rimraf|rm_rf|rm_r|remove_entry|remove_dir|removedirs|rmSync|\brm\b|removeSync|emptyDirSync/
const PATH_DELETES =
  /(?:Path|Pathname(?:\.new)?|\bpath|File)\s*\(\s*(["'][^"']+["'])\s*\)\s*(?:\.|->)\s*(unlink|rmdir|rmtree|delete\w*|remove\w*)/g
const PATH_MOVES =
  /(?:Path|Pathname(?:\.new)?|\bpath)\s*\(\s*(["'][^"']+["'])\s*\)\s*(?:\.|->)\s*(?:rename|replace|move)\s*\(\s*(?:Path\s*\(\s*)?(["'][^"']+["'])/g
/** A folder or pattern that is searched; in a comprehension the deletion stands before it. */
const SEARCHES =
  /Path\s*\(\s*(["'][^"']+["'])\s*\)\s*\.\s*(?:r?glob|iterdir)\s*\(|(?:\b(?:i?glob|globSync|listdir|scandir|walk|readdir(?:Sync)?|opendir|children|each_child)\s*\(?|\bDir\s*\[)\s*(["'][^"']+["'])/g
const MAPPED_DELETES = /\bmap\s*\(\s*(?:\w+\.)*(?:remove|unlink|rmtree)\s*,/g
const FOUND_DELETES =
  /\w\s*\.\s*(?:unlink|rmdir)\s*\(|\b(?:os\.remove|unlink|rmtree|(?:fs\.)?rmSync|(?:fs\.)?unlinkSync|File\.delete|rm_rf|rm_r|rm)\s*\(?\s*(?:\w+\.)*\$?[a-z_]\w*\s*(?=[),}\s])|["'](?:unlink|rmdir)["']\s*,/
const MOVES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\b(?:os\.rename|os\.replace|shutil\.move|renameSync|fs\.rename|moveSync|File\.rename|FileUtils\.(?:mv|move)|(?<![.\w$>])(?:move|mv)|rename)\s*\(/g,
    ['mv'],
  ],
  [
    /\b(?:shutil\.copy\w*|copyFileSync|fs\.copyFile|copySync|FileUtils\.(?:cp|copy)\w*|(?<![.\w$>])copy)\s*\(/g,
    ['cp'],
  ],
  [
    /\b(?:os\.truncate|truncateSync|ftruncateSync|File\.truncate|(?<![.\w])truncate)\s*\(/g,
    ['truncate', '-s', '0'],
  ],
  [/\b(?:os\.(?:sym)?link|(?:sym)?linkSync|fs\.(?:sym)?link|File\.(?:sym)?link)\s*\(/g, ['ln', '-s']],
]
const WRITES =
  /\b(?:open|openSync|fopen)\s*\(\s*(?=[rbufRBUF]{0,2}["']|[$A-Z]|my\b)|\bFile\.new\s*\(|createWriteStream\s*\(|\bBun\.write\s*\(|writeTextFile(?:Sync)?\s*\(|writeFileSync\s*\(|writeFile\s*\(|appendFileSync\s*\(|file_put_contents\s*\(|(?:File|IO)\.(?:bin)?write!?\s*\(|(?<![.\w])(?:write|write_file)\s*\(\s*(?=["'])|\bPath\s*\(\s*(?=["'][^"']*["']\s*\)\s*\.\s*write_)/g
const READS =
  /\.read\s*\(|read_text|read_bytes|readlines|readFile|file_get_contents|File\.read|json\.load|load\s*\(/
const DISGUISES =
  /b64decode|fromhex|unhexlify|fromCharCode|Buffer\.from\s*\(\s*(?:\[|[^)]*["'`](?:base64|hex|latin1|binary))|atob\s*\(|\bchr\s*\(|\bpack\s*\(|unpack\s*\(|base64_decode|decode64|codecs\.decode|\.reverse\(|\[::-1\]|str_rot13/
const EVALUATES =
  /(?:^|[^.\w])(?:eval|exec|Function|instance_eval|compile)\s*\(|__import__|getattr\s*\(|require\s*\(\s*[^'"`\s]/
const LEAVES = /subprocess|child_process|\bos\b|popen|Open3|Process|IO\./i
const COMMON = /^(?:exec|run|call|execute|fork|sh|Command|spawn|system)\b/
const WAYS_OUT =
  /subprocess|child_|\bos\b|popen|commands|\bpty\b|execa|\bzx\b|shelljs|\bBun\b|\bDeno\b|\bfrom\s+sh\b|\bimport\s+sh\b|fabric|invoke|plumbum|paramiko|pexpect|importlib|binding|\beval\b|\bexec\s*\(\s*["'\w]+\s*[.(]|__import__|getattr|(?:require|import)\s*\((?!\s*["'`][\w@./:-]*["'`]\s*\))/
const CALL_LENGTH_MAX = 4000

export function callsOf(given: string, options: CodeOptions): CodeCalls {
  const code = plainCalls(withBindings(given, options.given))
  const isOpen = !options.isClosed || WAYS_OUT.test(code)
  const signs = [...code.matchAll(STARTS)].filter(
    ({ 0: sign }) => (sign !== '`' || options.hasBackquotes) && (isOpen || !COMMON.test(sign)),
  )
  const starts = signs.map(({ 0: sign, index }) => argumentsAt(code, index, sign))
  const evaluates = EVALUATES.test(code)
  const texts = evaluates ? textsIn(code) : []
  const inner = texts.map((text) => callsOf(text, options))
  const executed = [...code.matchAll(/(["'][^"'\n]+["'])\s*\.\s*(?:execute\s*\(|!)/g)].flatMap(
    ([, text = '']) => textsIn(text),
  )
  return {
    scripts: [
      ...starts.flatMap((words) => scriptsOf(words, code, options.given)),
      ...inner.flatMap(({ scripts }) => scripts),
      ...texts,
      ...executed,
      ...pipedFiles(code),
    ],
    commands: [
      ...starts.flatMap((words) => commandsOf(words, options.given)),
      ...(LEAVES.test(code) ? listsIn(code) : []),
      ...deletionsOf(code),
      ...movesOf(code),
      ...libraryCalls(code),
      ...inner.flatMap(({ commands }) => commands),
    ],
    writes: writesOf(code),
    isDisguised: (starts.length > 0 || evaluates) && DISGUISES.test(code),
  }
}

const STATEMENTS =
  /\b((?:IO|File)\.(?:bin)?write|FileUtils\.\w+|(?:File\.)?rename|truncate|open)\s+((?:[A-Z]\w*\s*,\s*)?["'][^;\n]*)/g
/** `import { a as b }`, `from m import a as b`, `const { a: b } = require(…)`. */
const RENAMED =
  /\b(\w+)\s+as\s+(\w+)|[{,]\s*(\w+)\s*:\s*(\w+)(?=[^{}]*\}\s*(?:=\s*(?:await\s+import|require)\b|\)\s*=>))/g

/** The code with brackets around what is called without them, and every function by its own name. */
function plainCalls(code: string): string {
  const called = code.replaceAll(STATEMENTS, '$1($2)')
  return [...code.matchAll(RENAMED)].reduce((text, [, one, other, first = one, second = other]) => {
    if (first === undefined || second === undefined) return text
    return text.replaceAll(new RegExp(`(?<![.\\w])${second}(?=\\s*\\()`, 'g'), first)
  }, called)
}

/** Libraries whose methods are the verbs of git: `repo.git.reset("--hard")`. */
function libraryCalls(code: string): readonly (readonly string[])[] {
  const hard = /\bhead\s*\.\s*reset\s*\([^)]*working_tree\s*=\s*True/.test(code)
    ? [['git', 'reset', '--hard']]
    : []
  const simple = /simple-?git/i.test(code)
    ? [...code.matchAll(/\.\s*(reset|clean|checkout|raw|push|stash|branch|deleteLocalBranch)\s*\(/g)].map(
        ({ 0: sign, 1: verb = '', index }) => {
          const texts = textsIn(argumentsAt(code, index, sign))
          const words =
            verb === 'reset'
              ? texts.map((text) => (/^(?:hard|keep|merge)$/.test(text) ? `--${text}` : text))
              : texts
          return ['git', ...(verb === 'raw' ? [] : [verb]), ...words]
        },
      )
    : []
  const called = [...code.matchAll(/\bgit\s*\.\s*(\w+)\s*\(/g)].flatMap(
    ({ 0: sign, 1: name = '', index }) => {
      const verb = name.replaceAll('_', '-')
      return isGitVerb(verb) ? [['git', verb, ...textsIn(argumentsAt(code, index, sign))]] : []
    },
  )
  return [...hard, ...simple, ...called]
}

function textsIn(code: string): readonly string[] {
  return literalsOf(code).map(({ text }) => text)
}

/** What stands in the brackets of a call, or between its quotes. */
function argumentsAt(code: string, index: number, sign: string): string {
  const start = index + sign.length
  if (sign.endsWith('`')) return `\`${code.slice(start, (code.indexOf('`', start) + 1 || code.length) - 1)}\``
  if (/^(?:qx|%x)/.test(sign)) return delimited(code, start)
  if (!sign.endsWith('(')) {
    const line = code.slice(start).split('\n', 1)[0] ?? ''
    // In Tcl the words of the line are the command.
    return /^\s*["'q]/.test(line) ? line : JSON.stringify(line)
  }
  let depth = 1
  for (let at = start; at < code.length && at < start + CALL_LENGTH_MAX; at += 1) {
    const letter = code[at]
    if (letter === '"' || letter === "'") at = literalEnd(code, at) - 1
    else if (letter === '(') depth += 1
    else if (letter === ')') {
      depth -= 1
      if (depth === 0) return code.slice(start, at)
    }
  }
  return code.slice(start, start + CALL_LENGTH_MAX)
}

const CLOSINGS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '<': '>' }

/** `qx{…}` and `%x(…)`, as a literal. */
function delimited(code: string, start: number): string {
  const open = code[start] ?? ''
  const end = code.indexOf(CLOSINGS[open] ?? open, start + 1)
  return JSON.stringify(code.slice(start + 1, end === -1 ? undefined : end))
}

const ARGUMENTS = /argv|ARGV/

function scriptsOf(words: string, code: string, given: readonly string[]): readonly string[] {
  const texts = textsIn(words)
  const [first, ...rest] = texts
  if (ARGUMENTS.test(words))
    return [[first ?? '', ...given, ...rest].join(' ').replaceAll('@ARGV', given.join(' '))]
  // A variable: any text of the code may be in it.
  if (first === undefined) return /[A-Za-z_]/.test(words) ? textsIn(code) : []
  return texts.length > 1 ? [first, texts.join(' ')] : [first]
}

function commandsOf(words: string, given: readonly string[]): readonly (readonly string[])[] {
  const quoted = /\bqw\s*[([{/]([^)\]}/]*)/.exec(words)?.[1]
  if (quoted !== undefined) return [quoted.trim().split(/\s+/)]
  const texts = ARGUMENTS.test(words) ? [...textsIn(words), ...given] : textsIn(words)
  if (texts.length < 2) return []
  // The name of the program stands twice where its own name for itself is given too.
  return texts[0] === texts[1] ? [texts.slice(1)] : [texts]
}

/** Lists with text in them: `["git", "reset", option]`. What is no text is known only when it runs. */
function listsIn(code: string): readonly (readonly string[])[] {
  return [...code.matchAll(/\[([^[\]]*["'][^[\]]*)\]/g)].map(([, inside = '']) =>
    inside.split(',').map((item) => textsIn(item)[0] ?? (item.trim() === '' ? '' : COMPUTED)),
  )
}

/** Perl opens a pipe like a file. */
function pipedFiles(code: string): readonly string[] {
  return [
    ...code.matchAll(/\bopen\s*\(?[^;]*?["']([^"']*\|)\s*["']|\bopen\s*\(?[^;]*?["'](\|[^"']*)["']/g),
  ].map(([, from, into]) => (from ?? into ?? '').replaceAll('|', ''))
}

function deletionsOf(code: string): readonly (readonly string[])[] {
  const paths = [...code.matchAll(PATH_DELETES)].map(([, text = '', verb = '']) => [
    'rm',
    /tree|Recursive|Dir|all/i.test(verb) ? '-rf' : '-f',
    ...textsIn(text),
  ])
  const mapped = [...code.matchAll(MAPPED_DELETES)].map(({ 0: sign, index }) => [
    'rm',
    '-rf',
    ...textsIn(argumentsAt(code, index, `${sign.split('(', 1)[0] ?? ''}(`)),
  ])
  const searched = FOUND_DELETES.test(code)
    ? [...code.matchAll(SEARCHES)].map(([, path, text = path ?? '']) => [
        'rm',
        '-rf',
        ...textsIn(text).map(markGlobs),
      ])
    : []
  const calls = [...code.matchAll(DELETES)].flatMap(({ 0: sign, index }) => {
    const isCall = sign.endsWith('(')
    const words = isCall
      ? argumentsAt(code, index, sign)
      : (code.slice(index + sign.length).split(/[;\n]/, 1)[0] ?? '')
    // Without brackets only Perl and Ruby call, and they give a literal, a pattern or a variable.
    if (!isCall && !/^\s*(?:\[?\s*['"]|\$|glob)/.test(words)) return []
    if (isTemporary(words, code)) return []
    const isRecursive = RECURSIVE.test(sign) || /recursive\s*[:=]\s*true|,\s*(?:TRUE|true)\s*$/i.test(words)
    const texts = textsIn(words).filter((text) => text !== '')
    const option = isRecursive ? '-rf' : '-f'
    const isPattern = words.includes('glob') || texts.some((text) => text.endsWith('/*'))
    if (texts.length > 0) return [['rm', option, ...(isPattern ? texts.map(markGlobs) : texts)]]
    return isRecursive && /[A-Za-z_$]/.test(words) ? [['rm', option, COMPUTED]] : []
  })
  return [...paths, ...mapped, ...searched, ...calls]
}

const MAKES_TEMPORARY =
  /^(?:await\s+)?[\w.$:]*(?:mkdtemp(?:Sync)?|mkstemp|mktmpdir|mktemp|TemporaryDirectory|NamedTemporaryFile|gettempdir|tmpdir|tempdir|tmpname|tempfile)\b/

/** The call is given a variable that is only ever set to a new temporary file or folder. */
function isTemporary(words: string, code: string): boolean {
  const [, join, name] =
    /^\s*(?:(os\.path\.join|path\.join|join)\s*\(\s*)?[$]?([A-Za-z_]\w*)\b(?!\s*[.([])/.exec(words) ?? []
  if (name === undefined || (join !== undefined && /["'`][^"'`]*\.\.|["'`]\//.test(words))) return false
  const values = [...code.matchAll(new RegExp(`(?<![.\\w])${name}\\s*=(?![=>])\\s*([^\\n;]+)`, 'g'))]
  const isBound = new RegExp(
    `(?:for|as|in|=>|,|\\()\\s*[$]?${name}\\s+in\\b|\\b(?:def|function)\\b[^\\n]*\\b${name}\\b`,
  ).test(code)
  return values.length > 0 && !isBound && values.every(([, value = '']) => MAKES_TEMPORARY.test(value))
}

function movesOf(code: string): readonly (readonly string[])[] {
  const merged = [...code.matchAll(/\bcpSync\s*\(|\bfs\.cp\s*\(/g)].map(({ 0: sign, index }) => {
    const [from = '', ...to] = textsIn(argumentsAt(code, index, sign))
    return ['cp', '-r', `${from}/.`, ...to]
  })
  const paths = [...code.matchAll(PATH_MOVES)].map(([, from = '', to = '']) => [
    'mv',
    '-f',
    ...textsIn(from),
    ...textsIn(to),
  ])
  const moved = MOVES.flatMap(([pattern, command]) =>
    [...code.matchAll(pattern)].flatMap(({ 0: sign, index }) => {
      const texts = textsIn(argumentsAt(code, index, sign))
      // Names that only the run puts together are no file that anybody could name.
      return texts.length === 0 || texts.some((text) => text.endsWith('/*')) ? [] : [[...command, ...texts]]
    }),
  )
  return [...moved, ...merged, ...paths, ...unpackedBy(code)]
}

const UNPACKS =
  /\b(?:(?:ZipFile|tarfile\.open|TarFile(?:\.open)?)\s*\(\s*(["'][^"']+["'])[^)]*\)[^;\n]*?\.\s*extractall\s*\(|unpack_archive\s*\(\s*(["'][^"']+["'])\s*,?)\s*(?:(?:path|extract_dir)\s*=\s*)?(["'][^"']+["'])?/g

/** Archives, as the program of their kind would unpack them. */
function unpackedBy(code: string): readonly (readonly string[])[] {
  return [...code.matchAll(UNPACKS)].map(([, one, other = one ?? '', folder = '"."']) => {
    const [archive = ''] = textsIn(one ?? other)
    const [into = '.'] = textsIn(folder)
    return archive.endsWith('.zip')
      ? ['unzip', '-o', archive, '-d', into]
      : ['tar', '-xf', archive, '-C', into]
  })
}

/** `open(FILE, 'r+').truncate(0)`. */
function isCutOff(code: string, path: string): boolean {
  return /\)\s*\.\s*truncate\s*\(\s*0?\s*\)/.test(code) && code.includes(path)
}

const PATH_WRITES =
  /(?:\bpath|File)\s*\(\s*(["'][^"']+["'])\s*\)\s*(?:(?:\.|->)\s*(?:spew\w*|setText|write)\b|\.\s*text\s*=)|\bwriteLines\s*\([^,()]*,\s*(["'][^"']+["'])|\bcat\s*\([^()]*\bfile\s*=\s*(["'][^"']+["'])/g

/** `fileinput.input(FILE, inplace=True)`. */
function editedInPlace(code: string): readonly CodeWrite[] {
  return [...code.matchAll(/\bfileinput\.(?:input|FileInput)\s*\(/g)].flatMap(({ 0: sign, index }) => {
    const words = argumentsAt(code, index, sign)
    return /inplace\s*=\s*(?:True|1)/.test(words)
      ? textsIn(words).map((path) => ({ path, isReplaced: false }))
      : []
  })
}

function writesOf(code: string): readonly CodeWrite[] {
  const isReplaced = !READS.test(code)
  const byPath = [...code.matchAll(PATH_WRITES)].flatMap(([, one, two, three]) =>
    textsIn(one ?? two ?? three ?? '').map((path) => ({ path, isReplaced })),
  )
  const byCall = [...code.matchAll(WRITES)].flatMap(({ 0: sign, index }) => {
    const texts = textsIn(argumentsAt(code, index, `${sign.split('(', 1)[0] ?? ''}(`))
    const [first, second] = texts
    if (first === undefined) return []
    if (!/^(?:f?open|File\.new)/.test(sign))
      return [{ path: first, isReplaced: isReplaced && !sign.startsWith('append') && !texts.includes('a') }]
    // Perl has the direction before the file, others the mode behind it.
    const [, glued] = /^\s*\+?>{1,2}\s*(.+)$/.exec(first) ?? []
    if (glued !== undefined) return [{ path: glued, isReplaced: isReplaced && !first.includes('>>') }]
    if (/^\+?>/.test(first) && second !== undefined)
      return [{ path: second, isReplaced: isReplaced && first !== '>>' }]
    if (/TRUNC/.test(argumentsAt(code, index, `${sign.split('(', 1)[0] ?? ''}(`)) || isCutOff(code, first))
      return [{ path: first, isReplaced: true }]
    if (/\bO_(?:WRONLY|RDWR|APPEND)\b/.test(argumentsAt(code, index, 'open(')))
      return [{ path: first, isReplaced: false }]
    return /[wax+]/.test(second ?? '') && /^[rwaxbt+]+$/.test(second ?? '')
      ? [{ path: first, isReplaced: isReplaced && (second ?? '').includes('w') }]
      : []
  })
  return [...byPath, ...byCall, ...editedInPlace(code)].filter(({ path }) => !path.endsWith('/*'))
}
