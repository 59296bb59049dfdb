// Codes for the sessions of this machine: which one is meant, what can be read of it, and its uncommitted change.

export const SESSION_CODES = {
  SESSION_NOT_FOUND: {
    severity: 'error',
    summary: 'No session is the one that was asked for',
    text: 'there is no session[ of {agent}][ that matches {query}]',
    hint: 'Run `dotclaude handoff list --local` to see what there is. A session is named by its id, the first characters of it, its title, or `latest`.',
    since: '2.0.0',
  },
  SESSION_AMBIGUOUS: {
    severity: 'error',
    summary: 'Several sessions match',
    text: '{count} sessions match {query}: {candidates}',
    hint: 'Name one by its id, or narrow it with --from.',
    since: '2.0.0',
  },
  SESSION_EMPTY: {
    severity: 'error',
    summary: 'A session holds nothing that could be handed on',
    text: '{path} holds no prompt, answer, command or change[; {skipped} line(s) could not be read]',
    hint: 'Name another session; `dotclaude handoff list --local` shows them.',
    since: '2.0.0',
  },
  SESSION_DAMAGED: {
    severity: 'warning',
    summary: 'A part of a transcript could not be read',
    text: '{count} {what} of {path} left out',
    hint: 'The rest was used. A line that is still being written is whole the next time.',
    since: '2.0.0',
  },
  SESSION_PATCH_REFUSED: {
    severity: 'error',
    summary: 'The uncommitted change of a handoff was not applied',
    text: 'the change was not applied: {detail}',
    hint: 'Commit or stash what you changed in these files, fetch the commit that the change starts from, and run it again.',
    since: '2.0.0',
  },
} as const
