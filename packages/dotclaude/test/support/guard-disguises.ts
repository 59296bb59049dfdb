// Ways of saying the same command differently: for Bash in words and as a whole, for PowerShell as a whole. Each takes a
// command line and gives one that does the same.
import fc from 'testkit/fast-check'

/** A way of saying the same, with a name for messages. */
export interface Disguise {
  readonly name: string
  readonly wear: (command: string) => string
}

const single = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** Its end is a word that the command does not hold. */
function hereDocument(command: string, rest = ''): string {
  const end = ['END_OF_ALL', 'END_OF_MORE', 'END_OF_MOST', 'END_AGAIN'].find(
    (word) => !command.includes(word),
  )
  return `<<'${end}'${rest}\n${command}\n${end}`
}

/** For any command line of Bash, whatever is in it; a newline before the closing word ends remarks and here-documents. */
export const BASH_WRAPPINGS: readonly Disguise[] = [
  { name: 'bash -c', wear: (command) => `bash -c ${single(command)}` },
  { name: 'sh -ec', wear: (command) => `sh -ec ${single(command)}` },
  { name: 'sudo bash -c', wear: (command) => `sudo -u root /bin/bash -c ${single(command)}` },
  { name: 'env bash -c', wear: (command) => `env LC_ALL=C bash --norc -c ${single(command)}` },
  { name: 'timeout bash -c', wear: (command) => `timeout 60 bash -c ${single(command)}` },
  { name: 'eval', wear: (command) => `eval ${single(command)}` },
  { name: 'here-string', wear: (command) => `bash <<< ${single(command)}` },
  { name: 'here-document', wear: (command) => `bash ${hereDocument(command)}` },
  { name: 'pipe', wear: (command) => `printf '%s\\n' ${single(command)} | bash` },
  { name: 'here-document into sh', wear: (command) => `cat ${hereDocument(command, ' | sh')}` },
  { name: 'process substitution', wear: (command) => `source <(cat ${hereDocument(command)}\n)` },
  { name: 'subshell', wear: (command) => `(\n${command}\n)` },
  { name: 'group', wear: (command) => `{\n${command}\n}` },
  { name: 'group into a pipe', wear: (command) => `{\n${command}\n} | cat` },
  { name: 'if', wear: (command) => `if true; then\n${command}\nfi` },
  { name: 'else', wear: (command) => `if false; then :; else\n${command}\nfi` },
  { name: 'for', wear: (command) => `for turn in 1; do\n${command}\ndone` },
  { name: 'while', wear: (command) => `while true; do\n${command}\nbreak; done` },
  { name: 'case', wear: (command) => `case x in x)\n${command}\n;; esac` },
  { name: 'function', wear: (command) => `whole() {\n${command}\n}\nwhole` },
  { name: 'substitution', wear: (command) => `echo "$(\n${command}\n)"` },
  { name: 'variable and eval', wear: (command) => `all=${single(command)}; eval "$all"` },
  { name: 'variable and bash -c', wear: (command) => `all=${single(command)}\nbash -c "$all"` },
  { name: 'after another', wear: (command) => `git status && ls\n${command}` },
  { name: 'before another', wear: (command) => `${command}\ngit status` },
  { name: 'after a failure', wear: (command) => `false || {\n${command}\n}` },
  { name: 'after data', wear: (command) => `echo 'rm -rf /'; grep -r 'git push' .\n${command}` },
  { name: 'blanks around', wear: (command) => ` \t\n${command}\n\n` },
]

/** For one plain program with its words. */
export const PROGRAM_WRAPPINGS: readonly Disguise[] = [
  'sudo',
  'sudo -u root --',
  'env',
  'env -i LC_ALL=C',
  'timeout -k 5 60',
  'nohup',
  'nice -n 5',
  'setsid',
  'stdbuf -oL',
  'command',
  'time -p',
  'exec',
  '!',
  'LC_ALL=C',
  '2>/dev/null',
].map((prefix) => ({ name: prefix, wear: (command: string) => `${prefix} ${command}` }))

/** PowerShell has its own. */
export const POWERSHELL_WRAPPINGS: readonly Disguise[] = [
  { name: 'call of a block', wear: (command) => `& {\n${command}\n}` },
  { name: 'if', wear: (command) => `if ($true) {\n${command}\n}` },
  { name: 'foreach', wear: (command) => `foreach ($turn in 1) {\n${command}\n}` },
  { name: 'try', wear: (command) => `try {\n${command}\n} catch { throw }` },
  { name: 'function', wear: (command) => `function whole {\n${command}\n}\nwhole` },
  { name: 'Invoke-Expression', wear: (command) => `Invoke-Expression '${command.replaceAll("'", "''")}'` },
  { name: 'pwsh -c', wear: (command) => `pwsh -NoProfile -c '${command.replaceAll("'", "''")}'` },
  {
    name: '-EncodedCommand',
    wear: (command) => `powershell -EncodedCommand ${Buffer.from(command, 'utf16le').toString('base64')}`,
  },
  { name: 'before another', wear: (command) => `${command}\ngit status` },
  { name: 'after another', wear: (command) => `Write-Host 'rm -rf /'\n${command}` },
]

const PLAIN = /^[\w./:=@^+-]+(?: [\w./:=@^+-]+)+$/
const NOT_A_PROGRAM =
  /^(?:\S*=|(?:!|time|coproc|if|for|function|exec|builtin|command|eval|source|\.|:|true|cd|pushd|popd|set|unset|alias|export|declare|typeset|readonly|local|trap|test|type|help|hash|let|fc|jobs|wait|shopt|read|printf|echo|umask|ulimit|history|exit|kill|reset|from|open|FROM)\b)/

/** A program and its words, with nothing in it that the shell would expand. */
export const isPlain = (command: string): boolean => PLAIN.test(command) && !NOT_A_PROGRAM.test(command)

const anyQuoting: fc.Arbitrary<(text: string) => string> = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `'${text}'`,
  (text) => `"${text}"`,
  (text) => `$'${text}'`,
  (text) => `$"${text}"`,
  (text) =>
    text
      .split('')
      .map((letter) => `\\${letter}`)
      .join(''),
  (text) =>
    `$'${text
      .split('')
      .map((letter) => `\\x${hex(letter)}`)
      .join('')}'`,
  (text) => `${text.slice(0, 1)}\\\n${text.slice(1)}`,
  (text) => `''${text}""`,
  (text) => `${text.slice(0, 1)}''${text.slice(1)}`,
)

const hex = (letter: string): string => (letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')

const anyGap: fc.Arbitrary<string> = fc.constantFrom(' ', '  ', '\t', ' \\\n', '\\\n  ', ' \t ')

/** Every word spelt by some quoting, in two parts, with some white space in between. */
export const anySpelling: fc.Arbitrary<(command: string) => string> = fc
  .array(fc.record({ one: anyQuoting, other: anyQuoting, cut: fc.nat(9), gap: anyGap }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((styles) => (command) => {
    const spelt = command.split(' ').map((word, index) => {
      const style = styles[index % styles.length]
      if (style === undefined) return word
      const cut = Math.min(style.cut, word.length - 1)
      const parts =
        cut === 0 ? style.one(word) : `${style.one(word.slice(0, cut))}${style.other(word.slice(cut))}`
      return index === 0 ? parts : `${style.gap}${parts}`
    })
    return spelt.join('')
  })

/** Some words stand in variables, or all of them in an array or among the positional parameters. */
export const anyIndirection: fc.Arbitrary<(command: string) => string> = fc.oneof(
  fc.nat(5).map((at) => (command: string) => {
    const words = command.split(' ')
    const index = at % words.length
    return `part=${words[index]}; ${words.with(index, '"$part"').join(' ')}`
  }),
  fc.nat(5).map((at) => (command: string) => {
    const words = command.split(' ')
    const index = at % words.length
    return `export part='${words[index]}'\n${words.with(index, '${part}').join(' ')}`
  }),
  fc.constant((command: string) => `all='${command}'; $all`),
  fc.constant((command: string) => `all=(${command}); "\${all[@]}"`),
  fc.constant((command: string) => `set -- ${command}; "$@"`),
  fc.constant((command: string) => `run() { "$@"; }; run ${command}`),
  fc.constant(
    (command: string) =>
      `for first in ${command.split(' ')[0]}; do $first ${command.split(' ').slice(1).join(' ')}; done`,
  ),
  fc.constant(
    (command: string) => `$(echo ${command.split(' ')[0]}) ${command.split(' ').slice(1).join(' ')}`,
  ),
  fc.constant((command: string) => `$(printf '%s ' ${command})`),
)

const anyNeighbour: fc.Arbitrary<string> = fc.constantFrom(
  'ls -la',
  'npm test',
  "echo 'it is done'",
  'git status',
  'git add -A && git commit -m "one; two"',
  "sed -n '1,5p' README.md | sort",
  'true || make all',
)

/** Between harmless commands, whose words are plain; after a pipe only what reads nothing that matters. */
export const anyNeighbours: fc.Arbitrary<(command: string) => string> = fc
  .record({
    before: anyNeighbour,
    after: anyNeighbour,
    first: fc.constantFrom(' && ', '; ', ' ; ', '\n', ' || ', ' | '),
    second: fc.constantFrom(' && ', ';', '\n', ' || ', ' | '),
  })
  .map(
    ({ before, after, first, second }) =>
      (command) =>
        `${before}${first}${command}${second}${after}`,
  )
