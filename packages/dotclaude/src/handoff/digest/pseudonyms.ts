// Whatever tells who somebody is and where their files lie, under other names: paths outside of the repository, addresses of
// mail, and the names of this machine and its user. The same thing has the same pseudonym everywhere. Pure.
import { createNumbering } from '../scrub/numbering.ts'
import type { ScrubReport } from '../scrub/scrubbed.ts'

export interface Personal {
  readonly names: readonly PersonalName[]
  /** Folders at the top of the file system below which files of people lie. */
  readonly topFolders: readonly string[]
}

export interface PersonalName {
  readonly kind: 'user' | 'person' | 'host'
  readonly name: string
}

export interface Pseudonyms {
  /** Placeholders of the scrubber stay. */
  readonly change: (text: string) => string
  readonly report: () => ScrubReport
}

const PLACEHOLDER = String.raw`⟦[^⟧]*⟧`
/** The `git@` of ssh addresses is the same for everybody. */
const MAIL = String.raw`(?<![\w.+-])(?!git@)[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`
const TOP_FOLDERS = 'home|Users|root|mnt|media|srv|opt|data|Volumes|workspace|workspaces|work|private'.split(
  '|',
)
const BEGINNING = String.raw`(?:(?<=file:\/\/)|(?<![\w./~-]))`
const REST = String.raw`[\\/][^\s"'${'`'}<>|:;,*?!(){}[\]⟦⟧]*`
/** Names of everybody: replaced they would hide nobody and spoil the text. */
const NOBODY =
  /^(?:root|user|users|admin|administrator|ubuntu|debian|node|runner|home|app|dev|developer|test|tester|guest|agent|claude|codex|copilot|gemini|git|vscode|jenkins|ci|build|builder|local|localhost|main|work)$/i
const NAME_LENGTH_MIN = 3

export function createPseudonyms({ names, topFolders }: Personal): Pseudonyms {
  const telling = names.filter(({ name }) => name.length >= NAME_LENGTH_MIN && !NOBODY.test(name))
  const kinds = new Map(telling.map(({ kind, name }) => [name.toLowerCase(), kind]))
  const pattern = patternFor([...kinds.keys()], topFolders)
  const numbering = createNumbering().begin()
  return {
    change: (text) =>
      text.replace(pattern, (found, mail?: string, path?: string) => {
        if (found.startsWith('⟦')) return found
        if (mail !== undefined) return numbering.placeholder('mail', found.toLowerCase())
        if (path !== undefined) return pathUnder(found, (one) => numbering.placeholder('path', one))
        return numbering.placeholder(kinds.get(found.toLowerCase()) ?? 'person', found.toLowerCase())
      }),
    report: numbering.report,
  }
}

/** A full stop at the end belongs to the sentence, and a slash says nothing. */
function pathUnder(found: string, name: (path: string) => string): string {
  const path = found.replace(/[.…]+$/, '')
  return `${name(path.replace(/[\\/]+$/, ''))}${found.slice(path.length)}`
}

function patternFor(names: readonly string[], topFolders: readonly string[]): RegExp {
  const tops = [...new Set([...TOP_FOLDERS, ...topFolders])].map(escaped).join('|')
  const path = String.raw`${BEGINNING}(?:~\w*(?=\/)|\/(?:${tops})(?=\/)|[A-Za-z]:(?=[\\/]))${REST}`
  const known = names
    .toSorted((one, other) => other.length - one.length)
    .map(escaped)
    .join('|')
  const name = known === '' ? '' : String.raw`|(?<![\p{L}\p{N}])(?:${known})(?![\p{L}\p{N}])`
  return new RegExp(`${PLACEHOLDER}|(${MAIL})|(${path})${name}`, 'giu')
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
}
