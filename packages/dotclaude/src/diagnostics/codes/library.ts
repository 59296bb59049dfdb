// Codes for items of a library and the index over them.

export const LIBRARY_CODES = {
  LIBRARY_INDEX_STALE: {
    severity: 'error',
    summary: 'The index says something else than the items',
    text: 'the index is not that of the {count} items that are there[: {detail}]',
    hint: 'Run `dotclaude index` and commit the files below index/.',
    since: '2.0.0',
  },
  LIBRARY_ITEM_INVALID: {
    severity: 'warning',
    summary: 'An item of the library does not fit its schema',
    text: '{field} must be {wanted}',
    since: '2.0.0',
  },
} as const
