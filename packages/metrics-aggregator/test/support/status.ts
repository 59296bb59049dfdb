// A status document with a target of every state; a test changes what it is about.
import type { StatusDocument, TargetStatus } from '../../src/http/status/status-document.ts'

const NOW = '2026-03-01T12:00:00.000Z'
const BEFORE = '2026-03-01T11:59:30.000Z'

export const UP: TargetStatus = {
  name: 'api',
  url: 'http://127.0.0.1:8080/metrics',
  state: 'up',
  isExpected: true,
  lastScrape: {
    time: BEFORE,
    durationSeconds: 0.012,
    code: null,
    format: 'text',
    samples: 1_234,
    bodyBytes: 56_789,
    labelCollisions: 0,
    invalidLines: 0,
    duplicates: 0,
  },
  lastSuccessTime: BEFORE,
  lastError: null,
  history: [{ time: BEFORE, durationSeconds: 0.012, code: null }],
}

export const DOWN: TargetStatus = {
  ...UP,
  name: 'worker',
  state: 'down',
  lastScrape: {
    time: BEFORE,
    durationSeconds: 0.5,
    code: 'VALUE_INVALID',
    format: null,
    samples: 0,
    bodyBytes: 0,
    labelCollisions: 0,
    invalidLines: 0,
    duplicates: 0,
  },
  lastSuccessTime: null,
  lastError: {
    time: BEFORE,
    code: 'VALUE_INVALID',
    reason: 'parse',
    text: 'line 7, column 3: the value is no number: a x',
    line: 7,
    column: 3,
  },
  history: [{ time: BEFORE, durationSeconds: 0.5, code: 'VALUE_INVALID' }],
}

const UNKNOWN: TargetStatus = {
  ...UP,
  name: 'later',
  state: 'unknown',
  lastScrape: null,
  lastSuccessTime: null,
  history: [],
}

export function statusOf(changes: Partial<StatusDocument> = {}): StatusDocument {
  return {
    version: 1,
    release: '1.2.3',
    time: NOW,
    startTime: '2026-03-01T10:00:00.000Z',
    configuration: { inForceSince: '2026-03-01T10:00:00.000Z', refused: null },
    targets: [UP, DOWN, UNKNOWN],
    conflicts: { total: 0, shown: [] },
    families: { time: null, largest: [] },
    listeners: [],
    ...changes,
  }
}
