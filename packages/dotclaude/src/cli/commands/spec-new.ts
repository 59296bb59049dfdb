// The command `spec new`: the files of a new spec.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { flagValue, flagValues, hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

export const specNew: Command = {
  name: 'spec new',
  group: 'specs',
  summary: 'write a new spec that the validator accepts',
  description: [
    'Writes docs/specs/ID/spec.json and a page with the sections to fill in. A draft covers nothing yet: it does when its',
    'status is approved. Nothing that exists is overwritten.',
  ],
  args: [{ name: 'ID', isRequired: true }],
  flags: [
    { name: 'title', placeholder: 'TEXT', help: 'the title (otherwise made from the id)' },
    {
      name: 'status',
      placeholder: 'STATUS',
      choice: ['draft', 'approved', 'implementing'],
      help: 'the status (draft)',
    },
    { name: 'path', placeholder: 'GLOB', isRepeatable: true, choice: 'files', help: 'a path that it covers' },
    { name: 'owner', placeholder: 'NAME', isRepeatable: true, help: 'an owner (otherwise your git e-mail)' },
    {
      name: 'command',
      placeholder: 'COMMAND',
      isRepeatable: true,
      help: 'an acceptance command (otherwise how such a repository is usually tested)',
    },
    {
      name: 'depends-on',
      placeholder: 'ID',
      isRepeatable: true,
      choice: 'specs',
      help: 'a spec it depends on',
    },
    { name: 'dry-run', help: 'show what would be written, and write nothing' },
  ],
  examples: [
    { line: "dotclaude spec new login --path 'src/login/**'", does: 'start a spec for a part of the source' },
    { line: 'dotclaude spec new login --dry-run', does: 'look at it first' },
  ],
  run: writeSpec,
}

async function writeSpec(call: Call, terminal: Terminal): Promise<number> {
  const { planSpec, writeFiles } = await import('../spec/write-spec.ts')
  const { root, files } = planSpec(call, terminal)
  const isDryRun = hasFlag(call, 'dry-run')
  if (!isDryRun) writeFiles(root, files)
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ written: !isDryRun, files }))
  else if (isDryRun) for (const { path, text } of files) terminal.writeResult(`--- ${path}\n${text}`)
  else terminal.writeResult(files.map(({ path }) => `wrote ${path}\n`).join(''))
  if (!isDryRun && flagValue(call, 'status') === undefined && flagValues(call, 'path').length === 0)
    terminal.writeRemark(
      'Next: name the paths that it covers in linked_paths, and have its status approved.\n',
    )
  return EXIT_CODES.OK
}
