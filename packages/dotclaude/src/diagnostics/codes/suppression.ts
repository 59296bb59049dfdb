// Codes about what hides other diagnostics: comments, the configuration's entries, and the baseline.

export const SUPPRESSION_CODES = {
  SUPPRESSION_UNUSED: {
    severity: 'warning',
    summary: 'A suppression hides nothing',
    text: 'nothing is suppressed here: there is no {suppressed}',
    hint: 'Remove the comment or the entry, or correct its code.',
    since: '2.0.0',
    fixable: true,
  },
  SUPPRESSION_MALFORMED: {
    severity: 'error',
    summary: 'A suppression lacks a known code or a reason, and so hides nothing',
    text: 'this suppression {detail}[; did you mean {nearest}?]',
    hint: 'Write `dotclaude-disable-next-line CODE reason`.',
    since: '2.0.0',
  },
  BASELINE_STALE: {
    severity: 'warning',
    summary: 'The baseline records what is no longer there',
    text: 'the baseline still has {count} of {suppressed} in {file} that are gone',
    hint: 'Run `dotclaude check --prune-baseline`, so that they cannot come back unseen.',
    since: '2.0.0',
    fixable: true,
  },
} as const
