// Options and operands of the programs that handle files, as far as the rules need them: letters are options, `--` ends
// them, and some options take the next word.

export interface Words {
  readonly options: readonly string[]
  readonly operands: readonly string[]
  /** Values of options that take one, by the option. */
  readonly values: ReadonlyMap<string, string>
}

/** `valued` are the options that take a value, as `-t --target-directory`. */
export function splitWords(args: readonly string[], valued = ''): Words {
  const names = valued.split(' ')
  const options: string[] = []
  const operands: string[] = []
  const values = new Map<string, string>()
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--') {
      operands.push(...args.slice(at + 1))
      break
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg)
      continue
    }
    const [name, glued] = arg.startsWith('--') ? splitAtSign(arg) : [arg, undefined]
    options.push(arg)
    const short = names.find((one) => one.length === 2 && arg.startsWith(one) && !arg.startsWith('--'))
    if (short !== undefined && arg.length > 2) values.set(short, arg.slice(2))
    else if (names.includes(name)) values.set(name, glued ?? args[(at += 1)] ?? '')
  }
  return { options, operands, values }
}

function splitAtSign(arg: string): readonly [string, string | undefined] {
  const sign = arg.indexOf('=')
  return sign === -1 ? [arg, undefined] : [arg.slice(0, sign), arg.slice(sign + 1)]
}

/** Whether a letter stands among the short options, or one of the long names. */
export function hasOption({ options }: Words, letters: string, ...long: readonly string[]): boolean {
  return options.some((option) =>
    option.startsWith('--')
      ? long.some((name) => name.startsWith(option) && option.length > 2) ||
        long.includes(option.split('=', 1)[0] ?? '')
      : letters.split('').some((letter) => option.slice(1).includes(letter)),
  )
}
