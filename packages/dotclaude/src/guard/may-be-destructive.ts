// A cheap look at a command line before anything is parsed: whether a rule could stop it at all. It may say yes too often
// and never no too often. It says no only to text in which no name of a dangerous program stands, quotes left out, and
// which has no means to make such a name; well-known harmless calls of git are let through by their exact form.

import { isEveryday } from './everyday.ts'
import { plainLine } from './plain-line.ts'
import { isProgram, namesIn } from './program-names.ts'

/** Words that make a program of any name dangerous, or that another shell or language uses for the same. */
const WORDS =
  /reset|clean|checkout|restore|push|stash|rebase|filter|reflog|branch|hooks|settings|unpublish|deprecate|delete|destroy|drop|truncate|flush|remove|rmtree|unlink|erase|clear-|set-content|out-file|add-content|tee-object|move-item|copy-item|new-item|invoke-|start-process|iex|encodedcommand|-enc|format-volume|-x ?delete|\bapprove\b|\buninstall\b|no-verify|\.claude|\.codex|\.gemini|\.cursor|\.opencode|\.husky|\.git\b/i

/** Code on the command line, or read from the input. */
const CODE =
  /(?:^|[^\w.-])(?:python[\d.]*w?|pypy[\d.]*|ipython3?|node|nodejs|bun|deno|tsx|ts-node|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*|osascript|Rscript|R|julia|elixir|tclsh|irb|ghci?|scala|groovy|swift|jshell)(?:\.exe)?(?:\s[^\n;|&]*?(?:(?<=\s)-[a-zA-Z0-9]*[cepErRx]\b|(?<=\s)(?:-$|-\s)|(?<=\s)(?:--?(?:eval|print|execute)|eval\b)|<)|\s*(?:[|;&)<\n]|$))/i

/**
 * What makes words out of other things: substitutions, variables, braces, decoders, patterns and variables of the
 * environment in a program's place.
 */
const MAKES_WORDS =
  /`|\$[({'"[\]@*a-z_]|[<>]\(|<<|\{[^{}\s]*(?:,|\.\.)|\\[^\s.*?+|()[\]{}/"'$&^dwsbWSDn-]|\beval\b|(?:^|[\s;&|(])(?:\.|source)\s|\/s?bin\/\S*[?*[]|(?:^|[;&|(\n]\s*)\/\S*[?*[]|(?:^|[;&|({!\n]|\b(?:sudo|doas|env|exec|command|nohup|time|nice|xargs|then|do|else)\s)\s*["']?\$[A-Z_]/

/** PowerShell's own names for the same. */
const CMDLET_NOUNS =
  /-(?:item|content|disk|volume|partition|object|process|expression|command|file|location|rest|web|alias|childitem|csv|clixml|bits|transcript|archive)/i
const CMDLETS =
  /(?:remove|clear|set|add|move|copy|rename|new|tee|format|initialize|start|invoke|out|push|get|stop|expand|export)-(?:item\w*|content|disk|volume|partition|object|process|expression|command|file|location|rest\w*|web\w*|alias|childitem|csv|clixml|bits\w*|transcript|archive)/i

/** PowerShell's operators that make a name out of pieces, and its way into .NET; `%` runs a block for each. */
const PIECES = /\]::|['")]\s*\+\s*['"(]|\s-(?:f|join|split|c?replace)\s/i

/** Options that name a file which a program writes, whatever the program is. */
const OUTPUTS =
  /\s(?:-[a-zA-Z]{0,4}o(?=\s|[\w./~+-]*\.)|--?[\w-]*[oO]ut[\w-]*[=\s]|--(?:result-file|rdb|archive)|-(?:cover|cpu|mem|block|mutex)profile)/

/** Output that goes to a file; to nothing, or to the other stream, is no harm. */
const REDIRECTION = />(?!\s*(?:\/dev\/(?:null|stdout|stderr)(?=[\s;&|)]|$)|&\s*[\d-]))/

// Only blanks part words: behind a line break another command begins.
const HARMLESS_GIT =
  /(^|[;&|(\n]|&&|\|\|)([ \t]*)git(?:[ \t]+--no-pager|[ \t]+-P|[ \t]+-C[ \t]+[\w./-]+)?[ \t]+(?:status|log|show|diff|shortlog|blame|describe|ls-files|ls-tree|ls-remote|rev-parse|rev-list|merge-base|cat-file|diff-tree|name-rev|count-objects|var|version|--version)(?=\s|$|[;&|)])(?:[ \t]+(?!-c\b|--(?:u|exe|ext|ou|op))[\w@^~:./=,%+#-]+)*(?=[ \t]*(?:$|[;&|)\n]|2?>))/g

/** A plain line is asked for command by command; of a pipeline with anything unknown in it, all of it counts. */
export function mayBeDestructive(command: string): boolean {
  const text = command.trim()
  const line = plainLine(text)
  if (line === undefined) return mayDestroy(text)
  return line.some(
    (pipeline) =>
      !pipeline.every(({ words }) => isEveryday(words)) &&
      // A known name is enough, and quicker found than everything else.
      (pipeline.some(({ words: [program = ''] }) => isProgram(program)) ||
        mayDestroy(text.slice(pipeline[0]?.start, pipeline.at(-1)?.end))),
  )
}

function mayDestroy(command: string): boolean {
  if (MAKES_WORDS.test(command) || REDIRECTION.test(command) || PIECES.test(command)) return true
  const bare = command.replaceAll(/\\\r?\n|["'\\^`]/g, '').replaceAll(HARMLESS_GIT, '$1$2')
  if (hasUnsafeVariable(command)) return true
  const { hasProgram, hasInterpreter } = namesIn(bare)
  return (
    hasProgram ||
    (hasInterpreter && CODE.test(bare)) ||
    OUTPUTS.test(bare) ||
    /\bgit\b/i.test(bare) ||
    (/\$/.test(command) && WORDS.test(bare)) ||
    PREFIXED.test(bare) ||
    (CMDLET_NOUNS.test(bare) && CMDLETS.test(bare))
  )
}

/** Verbs of any program or language, and programs with anything dangerous behind them that is no known name. */
const PREFIXED =
  /[\s.(:/-](?:delete|destroy|drop|forget|remove|reset|disable|rb|owner|unregister)(?=[\s_(/-]|$)|cargo\b[^\n]*\byank|(?:curl|wget|https?|xh|npm|pnpm|yarn|npx|bunx)\b[^\n]*(?:DELETE|unpublish|deprecate|owner\s+r|access\s+r|dist-tag\s+r|\s-[a-zA-Z]*[ocDN]\b|--(?:dump-header|cookie-jar|stderr|trace|remote-name|timestamping))|\s-m\s*(?:json\.tool|zipfile|tarfile|timeit)\b|\benv\b[^\n]*\s-[a-zA-Z]*S/i

/** A variable of capitals comes from outside, unless this very text sets it. */
function hasUnsafeVariable(command: string): boolean {
  return /\$[A-Z_]/.test(command) && /(?:^|[\s;&|(])[A-Z_]\w*\+?=/.test(command)
}
