// Whatever agents read, people must be able to see: skills, commands, agents, rules and instruction files.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { hiddenCharactersIn } from '../hidden-characters.ts'
import type { Rule } from '../rule.ts'

const FOLDERS = ['.claude/agents', '.claude/commands', '.claude/hooks', '.claude/rules', '.claude/skills']
const FILES = /(^|\/)(CLAUDE|CLAUDE\.local|AGENTS|GEMINI|copilot-instructions)\.md$|^\.cursor\/rules\//
const TEXT = /\.(md|mdc|txt|ya?ml|json|sh|py|[cm]?[jt]s)$/

export const noHiddenCharacters: Rule = {
  id: 'no-hidden-characters',
  codes: ['SKILL_HIDDEN_UNICODE'],
  check: (snapshot) => {
    const inFolders = FOLDERS.flatMap((folder) => snapshot.under(folder)).filter((path) => TEXT.test(path))
    const instructions = snapshot.files.filter((path) => FILES.test(path))
    return [...new Set([...inFolders, ...instructions])]
      .toSorted()
      .flatMap((path) => diagnosticsIn(snapshot, path))
  },
}

function diagnosticsIn(snapshot: Snapshot, file: string): readonly Diagnostic[] {
  return hiddenCharactersIn(snapshot.text(file) ?? '').map(({ line, column, characters, count, payload }) => {
    const facts = { count, characters, ...(payload === undefined ? {} : { payload }) }
    return diagnose('SKILL_HIDDEN_UNICODE', { file, line, column }, facts)
  })
}
