#!/usr/bin/env node
// Guard for coding agents, called before a shell command runs: it stops git commands that destroy uncommitted work or
// rewrite shared history. Reads the agent's JSON on standard input; exit 0 lets the command run, exit 2 stops it with
// the reason on standard error. It needs Node alone. Text in quotes, messages, searches and here-documents is data.
// Written by `dotclaude init`.
import { readFileSync } from 'node:fs'

const ALLOW = 0
const STOP = 2
const TOOLS = new Set(['Bash', 'PowerShell'])
const SHARED_BRANCH = /^(main|master|trunk|develop|release\/.*)$/

/** Each rule looks at one git call: its verb and what follows, without git's own options. */
const RULES = [
  {
    name: 'git reset --hard',
    why: 'throws away uncommitted work',
    next: 'commit the work or `git stash push`, then reset with --keep',
    hit: ({ verb, args }) => verb === 'reset' && hasOption(args, '--hard', ''),
  },
  {
    name: 'git push --force',
    why: 'replaces commits that others may have',
    next: 'push a new branch, or use --force-with-lease on a branch of your own',
    hit: ({ verb, args }) => verb === 'push' && isForcedPush(args),
  },
  {
    name: 'git clean --force',
    why: 'deletes files that git does not know and cannot bring back',
    next: 'look at `git clean --dry-run` and remove single files by name',
    hit: ({ verb, args }) =>
      verb === 'clean' && hasOption(args, '--force', 'f') && !hasOption(args, '--dry-run', 'n'),
  },
  {
    name: 'git checkout of everything',
    why: 'throws away uncommitted work',
    next: 'commit the work or `git stash push`, or name the files',
    hit: ({ verb, args }) => verb === 'checkout' && (takesAll(args) || hasOption(args, '--force', 'f')),
  },
  {
    name: 'git restore of everything',
    why: 'throws away uncommitted work',
    next: 'commit the work or `git stash push`, or name the files',
    hit: ({ verb, args }) => verb === 'restore' && takesAll(args) && touchesWorkTree(args),
  },
  {
    name: 'git switch --discard-changes',
    why: 'throws away uncommitted work',
    next: 'commit the work or `git stash push`, then switch',
    hit: ({ verb, args }) =>
      verb === 'switch' && (hasOption(args, '--discard-changes', '') || hasOption(args, '--force', 'f')),
  },
  {
    name: 'git branch -D',
    why: 'deletes a branch with commits that may be nowhere else',
    next: 'delete merged branches with `git branch -d`',
    hit: ({ verb, args }) => verb === 'branch' && deletesByForce(args),
  },
  {
    name: 'git worktree remove --force',
    why: 'deletes a work tree with uncommitted work',
    next: 'commit in that work tree first, then remove it without --force',
    hit: ({ verb, args }) => verb === 'worktree' && args[0] === 'remove' && hasOption(args, '--force', 'f'),
  },
]

/** A long option also counts when git would complete it: `--har` is `--hard`. */
function hasOption(args, long, short) {
  return optionsOf(args).some((arg) => {
    if (arg.startsWith('--')) return long.startsWith(arg) && arg.length >= 5
    return short !== '' && /^-[a-zA-Z]+$/.test(arg) && arg.slice(1).includes(short)
  })
}

/** What stands before `--`; behind it there are only paths. */
function optionsOf(args) {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).filter((arg) => arg.startsWith('-'))
}

function takesAll(args) {
  return args.some((arg) => /^(\.\/?|:\/|\*|:\(top\))$/.test(arg))
}

function touchesWorkTree(args) {
  return !hasOption(args, '--staged', 'S') || hasOption(args, '--worktree', 'W')
}

/** A lease may go to one's own branch; a shared one is never rewritten. */
function isForcedPush(args) {
  if (hasOption(args, '--dry-run', 'n')) return false
  if (optionsOf(args).includes('--mirror') || args.some((arg) => /^\+./.test(arg))) return true
  if (args.includes('--force') || hasOption(withoutLong(args), '', 'f')) return true
  const leases = args.some((arg) => arg.startsWith('--force-with'))
  return leases && args.some((arg) => SHARED_BRANCH.test(arg.split(':').at(-1) ?? ''))
}

function withoutLong(args) {
  return args.filter((arg) => !arg.startsWith('--'))
}

function deletesByForce(args) {
  if (hasOption(args, '', 'D')) return true
  return hasOption(args, '--delete', 'd') && hasOption(args, '--force', 'f')
}

/** Options of git itself that take the next word as their value. */
const GIT_VALUES = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--config-env',
])

function gitCallOf(words) {
  const at = programAt(words)
  if (programName(words[at]) !== 'git') return undefined
  let next = at + 1
  while (next < words.length && words[next].startsWith('-')) next += GIT_VALUES.has(words[next]) ? 2 : 1
  return { verb: words[next], args: words.slice(next + 1) }
}

function programName(word = '') {
  return word
    .split(/[\\/]/)
    .at(-1)
    .replace(/\.exe$/i, '')
}

/** Programs that run the rest of their words. */
const WRAPPERS = new Set(['sudo', 'env', 'command', 'exec', 'nohup', 'time', 'nice', 'timeout', 'xargs', 'stdbuf', 'if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', '&']) // prettier-ignore

/** Where the program stands, behind assignments, wrappers, their options and a duration. */
function programAt(words) {
  let at = 0
  let isWrapped = false
  while (at < words.length) {
    const word = words[at]
    if (WRAPPERS.has(programName(word))) isWrapped = true
    else if (!/^\w+=/.test(word) && !(isWrapped && /^(-.*|\d+(\.\d+)?[smhd]?)$/.test(word))) return at
    at += 1
  }
  return at
}

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'eval', 'pwsh', 'powershell'])

/** Scripts that a call hands to another shell: `bash -c "…"`, `eval …`. */
function innerScripts(words) {
  const at = programAt(words)
  const name = programName(words[at])
  if (!SHELLS.has(name)) return []
  const rest = words.slice(at + 1)
  if (name === 'eval') return [rest.join(' ')]
  const flag = rest.findIndex((word) => /^-[a-z]*c$|^-Command$/i.test(word))
  // `bash <<< "…"` has its script as a word; a file's name has no blanks.
  return flag === -1 ? rest.filter((word) => /\s/.test(word)) : rest.slice(flag + 1)
}

/** The first row that matches where the reading stands says what is done; behind the match it goes on. */
const STEPS = [
  { sees: /^\\\r?\n/, does: () => undefined },
  { sees: /^\\([^]?)/, does: (reading, [, char]) => add(reading, char) },
  { sees: /^\$?'([^']*)'?/, does: (reading, [, text]) => add(reading, text) },
  { sees: /^"/, does: readQuoted },
  { sees: /^(\$\(|`)/, does: readSubstitution },
  { sees: /^<<<?-?/, does: readHereMark },
  { sees: /^\n/, does: readLineEnd },
  { sees: /^(\d*|&)[<>]+&?/, does: endWord },
  { sees: /^[;|&()]/, does: endCall },
  { sees: /^\s+/, does: endWord },
  {
    sees: /^#[^\n]*/,
    does: (reading, [text]) => (reading.word === undefined ? undefined : add(reading, text)),
  },
  { sees: /^[^\s\\'"$`#;|&()<>]+|^[^]/, does: (reading, [text]) => add(reading, text) },
]

/**
 * Splits a script into calls, each a list of words, and collects the scripts inside: substitutions, and here-documents
 * that a shell reads. Comments and other here-documents are left out.
 */
function readScript(script) {
  const reading = { script, at: 0, word: undefined, words: [], calls: [], inner: [], hereMarks: [] }
  while (reading.at < script.length) {
    const rest = script.slice(reading.at)
    const step = STEPS.find(({ sees }) => sees.test(rest))
    const match = step.sees.exec(rest)
    reading.at += match[0].length
    step.does(reading, match)
  }
  endCall(reading)
  return reading
}

function add(reading, text) {
  reading.word = (reading.word ?? '') + text
}

function endWord(reading) {
  if (reading.word !== undefined) reading.words.push(reading.word)
  reading.word = undefined
}

function endCall(reading) {
  endWord(reading)
  if (reading.words.length > 0) reading.calls.push(reading.words)
  reading.words = []
}

function readQuoted(reading) {
  const end = endOfQuote(reading.script, reading.at)
  const text = reading.script.slice(reading.at, end)
  reading.inner.push(...substitutionsIn(text))
  add(reading, text.replaceAll(/\\(["\\$`])/g, '$1'))
  reading.at = end + 1
}

function readSubstitution(reading, [mark]) {
  const { script, at } = reading
  const closed = mark === '`' ? script.indexOf('`', at) : endOfParen(script, at)
  const end = closed === -1 ? script.length : closed
  const text = script.slice(at, end)
  reading.inner.push(text)
  // `$(echo git)` is a way to say git; what else it prints is not known.
  add(reading, /^\s*echo\s+([\w/.-]+)\s*$/.exec(text)?.[1] ?? '\0')
  reading.at = end + 1
}

/** `<<<` hands over one word; `<<` the lines up to a mark, which begin on the next line. */
function readHereMark(reading, [mark]) {
  const name = /^\s*(["']?)([\w.-]+)\1/.exec(reading.script.slice(reading.at))
  if (mark.startsWith('<<<') || name === null) return endWord(reading)
  reading.hereMarks.push({ end: name[2], words: reading.words })
  reading.at += name[0].length
}

function readLineEnd(reading) {
  for (const { end, words } of reading.hereMarks.splice(0)) {
    const rest = reading.script.slice(reading.at)
    const last = new RegExp(`^\\t*${end.replaceAll('.', String.raw`\.`)}$`, 'm').exec(rest)
    const length = last?.index ?? rest.length
    if (isShell(words)) reading.inner.push(rest.slice(0, length))
    reading.at += length + (last?.[0].length ?? 0)
  }
  endCall(reading)
}

function isShell(words) {
  return SHELLS.has(programName(words[programAt(words)]))
}

function endOfQuote(script, from) {
  for (let at = from; at < script.length; at += 1) {
    if (script[at] === '\\') at += 1
    else if (script.startsWith('$(', at)) at = endOfParen(script, at + 2)
    else if (script[at] === '"') return at
  }
  return script.length
}

function endOfParen(script, from) {
  let depth = 1
  for (let at = from; at < script.length; at += 1) {
    if (script[at] === '\\') at += 1
    else if (script[at] === "'") at = Math.max(script.indexOf("'", at + 1), at)
    else if (script[at] === '"') at = endOfQuote(script, at + 1)
    else if (script[at] === '(') depth += 1
    else if (script[at] === ')' && (depth -= 1) === 0) return at
  }
  return script.length
}

function substitutionsIn(text) {
  const found = [...text.matchAll(/(?<!\\)`([^`]*)`/g)].map((match) => match[1])
  for (let at = text.indexOf('$('); at !== -1; at = text.indexOf('$(', at + 2))
    found.push(text.slice(at + 2, endOfParen(text, at + 2)))
  return found
}

/** The first rule that a script breaks, in whatever shell inside it. */
function brokenRule(script, depth = 0) {
  if (depth > 10) throw new Error('shells inside shells, deeper than a person would write')
  const { calls, inner } = readScript(script)
  for (const words of calls) {
    const call = gitCallOf(words)
    const rule = call && RULES.find(({ hit }) => hit(call))
    if (rule) return rule
    inner.push(...innerScripts(words))
  }
  for (const text of inner) {
    const rule = brokenRule(text, depth + 1)
    if (rule) return rule
  }
  return undefined
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  return STOP
}

function decide(input) {
  const { tool_name: tool, tool_input: { command } = {} } = JSON.parse(input)
  if (!TOOLS.has(tool)) return ALLOW
  if (typeof command !== 'string') throw new Error('the call has no command')
  // Most commands do not speak of git at all.
  if (!/g\W*i\W*t/.test(command)) return ALLOW
  const rule = brokenRule(command)
  if (rule === undefined) return ALLOW
  return stop(
    `Stopped: ${rule.name} ${rule.why}.\nIf it is really meant, ask the user to run it in a terminal. Otherwise: ${rule.next}.`,
  )
}

try {
  process.exitCode = decide(readFileSync(0, 'utf8'))
} catch (error) {
  // A guard that breaks must not wave everything through.
  process.exitCode = stop(
    `Stopped: the guard (.claude/hooks/guard.mjs) could not judge the command: ${error.message}.\nAsk the user to run it in a terminal, or run it in a simpler form.`,
  )
}
