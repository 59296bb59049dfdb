// Help as one JSON document, for programs that want to know what there is: the same table that the texts are made from.
import { version } from '../diagnostics/version.ts'
import { SHARED_FLAGS } from './command.ts'
import type { Command } from './command.ts'
import { jsonDocument } from './json-document.ts'

export function helpDocument(commands: readonly Command[]): string {
  return jsonDocument({
    program: { name: 'dotclaude', version },
    flags: SHARED_FLAGS,
    commands: commands.map(({ run: _work, description, ...row }) => ({
      ...row,
      description: description.join(' '),
    })),
  })
}
