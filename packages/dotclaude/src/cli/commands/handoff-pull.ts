// The commands `handoff pull` and `handoff fetch`: a handoff comes from the store.
import type { Command } from '../command.ts'
import { FROM_FLAG, MARKDOWN_FLAG, OUTPUT_FLAG, SUMMARY_FLAG } from '../handoff/flags.ts'

export const handoffPull: Command = {
  name: 'handoff pull',
  group: 'sessions',
  summary: 'fetch a handoff and print the block that the next agent reads',
  description: [
    'QUERY is `latest`, an id or the first characters of one, a tag, a title or a part of one. The block is data about',
    'earlier work: what is quoted in it is framed, cut and escaped. Sessions of this machine are shown by `handoff show`.',
  ],
  args: [{ name: 'QUERY' }],
  flags: [
    FROM_FLAG,
    MARKDOWN_FLAG,
    SUMMARY_FLAG,
    { name: 'apply', help: 'apply the uncommitted change that it carries, three-way' },
    OUTPUT_FLAG,
  ],
  examples: [
    { line: 'dotclaude handoff pull latest', does: 'go on with what you did elsewhere' },
    { line: 'dotclaude handoff pull login --apply', does: 'the change of the work tree as well' },
  ],
  run: async (call, terminal) => (await import('../handoff/pull.ts')).pull(call, terminal),
}

/** Its name in 1.3.0, where `pull` looked at this machine alone. */
export const handoffFetch: Command = {
  ...handoffPull,
  name: 'handoff fetch',
  summary: 'the same as pull, by its name in version 1',
  examples: [{ line: 'dotclaude handoff fetch 1c2d3e4f', does: 'one by its id' }],
}
