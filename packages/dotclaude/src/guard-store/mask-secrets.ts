// Takes what looks like a secret out of a command line before it is written down for people: tokens by their form, values
// of variables and options by their names, passwords in addresses.

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gh[pousr]_|github_pat_|glpat-|sk-|xox[abprs]-|npm_|pypi-|AKIA|ASIA|AIza)[\w-]{8,}/g, '…'],
  [/\b(Bearer|Basic|token)\s+[\w.~+/=-]{12,}/gi, '$1 …'],
  [
    /\b([\w-]*(?:token|password|passwd|secret|api-?_?key|credential)[\w-]*)(=|:\s*|\s+)(["']?)[^\s"']{6,}\3/gi,
    '$1$2…',
  ],
  [/(\w+:\/\/[^\s:/@]+:)[^\s@/]+@/g, '$1…@'],
  [/-----BEGIN[^]*?(?:-----END[^-]*-----|$)/g, '…'],
]

export function maskSecrets(text: string): string {
  return MASKS.reduce((masked, [pattern, by]) => masked.replaceAll(pattern, by), text)
}
