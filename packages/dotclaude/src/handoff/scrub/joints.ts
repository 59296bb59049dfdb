// What stands between a secret's name and its value, in all the languages that assign something: a row for each notation,
// and how much like no word at all a value has to look where the notation could mean something else.

/** The first that fits decides. */
export interface Joint {
  readonly pattern: RegExp
  /** The value must be in quotes: without them the joint means something else. */
  readonly isQuoted?: boolean
  /** The joint is weak, so the value has to look like no word. */
  readonly isWeak?: boolean
  /** Hardly a joint: only for passwords, and the value has to look drawn by lot. */
  readonly isFaint?: boolean
  /** The name must stand after this. */
  readonly after?: RegExp
}

const TYPE = String.raw`(?:string|str|String|SecretStr|&(?:'static )?str|\[\]byte|char ?\*|Optional\[str\]|any)\s*(?:\|\s*(?:null|undefined|None)\s*)?`

export const JOINTS: readonly Joint[] = [
  // `name: DB_PASSWORD` and, as the next thing, `value: …`: lists of variables in Kubernetes, Compose, CI and .NET.
  {
    pattern:
      /["'\\]{0,16}\s{0,80}(?:[,;]\s{0,80})?(?:\\n)?["'\\]{0,16}(?:default_?)?value["'\\]{0,16}\s*[:=]\s*/iy,
    after: /(?:name|key|variable|env)["'\\]*\s*[:=]\s*["'\\]*$/i,
  },
  { pattern: new RegExp(String.raw`\s*:\s*${TYPE}=\s*`, 'y') },
  { pattern: new RegExp(String.raw`[ \t]+${TYPE}=\s*`, 'y') },
  // The value is wrapped, or its type stands before it.
  {
    pattern: /["'`\\]{0,4}\s?[:=]\s?(?:Some|Ok|Just|Secret|SecretStr|String::from)\(\s{0,4}/y,
    isQuoted: true,
    isWeak: true,
  },
  { pattern: /["']\]=>\s{1,20}string\(\d{1,5}\)\s?/y, isQuoted: true },
  // A block of YAML: the value is on the next line.
  { pattern: /["']?:[ \t]*[|>][+-]?\d?[ \t]*\r?\n[ \t]*/y },
  // A value that was moved to the next line, or below into a block of code.
  {
    pattern:
      /["'`\\*]{0,6}(?:[ \t]+(?:is|are))?[ \t]*[:=]\*{0,2}[ \t]*(?:\r?\n|\\{1,8}n)\s{0,40}(?:`{3}\w*\s{1,20})?/y,
    isWeak: true,
  },
  {
    pattern:
      /["'`\\*]{0,6}\]?["'\\]{0,4}[ \t]*[?!]?(?::{1,2}=?|\+?={1,3}>?|->|\?=|\|\|=?|~>)(?:\*{1,2})?[ \t]*/y,
  },
  { pattern: />\s*(?=[^<\n]{1,400}<\/)/y, after: /<(?:\w+:)?$/ },
  {
    pattern: /<\/(?:key|name|dt|th|td|b|strong)>\s*<(?:string|value|dd|td|code)[^>\n]{0,60}>\s*/y,
    isWeak: true,
  },
  { pattern: /["'\\]*[ \t]+/y, after: /(?:^|[\s"'])(?:--?|[\u2013\u2014])$/ },
  // Options and commands that name a variable and then say its value.
  { pattern: /["'\\]*[ \t]+(?:--?(?:value|body|b|secret-string)(?:[= ]|(?<=-b)))[ \t]*/y },
  { pattern: /[ \t]+/y, after: /(?:^|[\s;&|])(?:setx|setenv|set[ \t]+-\w*x\w*)[ \t]+$/ },
  { pattern: /["'`\\]+\s*,\s*/y, isQuoted: true, after: /["'`]--?$/ },
  { pattern: /["'`\\]+\s*,\s*/y, isQuoted: true, isWeak: true, after: /[([]\s*\\?["'`]$/ },
  { pattern: /["'`\\]*\(\s*/y, isQuoted: true, isWeak: true },
  {
    pattern:
      /["'`]?[ \t]+(?:is|was|to|are|from|as|ist|lautet)(?:[ \t]+(?:now|set[ \t]+to|changed[ \t]+to))?[ \t]*:?[ \t]+/iy,
    isWeak: true,
  },
  { pattern: /[ \t]+(?:for|of)(?:[ \t]+[\w.@'-]{1,60}){1,3}:[ \t]+/y, isWeak: true },
  { pattern: /[ \t]+(?:-|–|—|→|=>)[ \t]+/y, isWeak: true },
  // The first cell of a row.
  {
    pattern: /[`*]{0,3}[ \t]*[|\u2502\u2503\u2551][ \t]*/y,
    isWeak: true,
    after: /(?:^|\n)[ \t>]*[|\u2502\u2503\u2551][^\n|\u2502\u2503\u2551]{0,30}$/,
  },
  // A list of names and values, one under the other.
  { pattern: /[ \t]{3,40}(?=\S{8,400}[ \t]*(?:\r?\n|$))/y, isWeak: true, after: /(?:^|\n)$/ },
  { pattern: /[ \t]+(?=[`"'])/y, isQuoted: true, isWeak: true },
  { pattern: /[ \t]+\(?/y, isFaint: true },
]
