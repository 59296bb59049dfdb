// A digest in which everything is there, for tests that look at one part of it.
import type { Digest } from '../../src/handoff/digest/digest.ts'

export function digestWith(parts: Partial<Digest> = {}): Digest {
  return {
    version: 1,
    agent: 'claude',
    sessionId: '3f2a9c1e-5b7d-4e60-9a11-0c2d4e6f8a10',
    shortId: '3f2a9c1e',
    title: 'Tide retry',
    cwd: '~/work/harbour',
    model: 'claude-opus-4-7',
    agentVersion: '2.1.230',
    startedAt: '2026-10-05T09:00:01.000Z',
    endedAt: '2026-10-05T09:40:00.000Z',
    asked: ['Add a retry.\nWith a test.', 'Commit it.'],
    files: [
      { path: 'src/fetch-tides.ts', edits: 2 },
      { path: 'test/fetch-tides.test.ts', edits: 1 },
    ],
    commands: [
      { command: 'npm test', ok: true },
      { command: 'npm run lint', ok: false },
      { command: 'make' },
    ],
    commits: [{ id: '4be19c2', subject: 'Retry the tide fetcher' }, { subject: 'Without an id' }],
    decisions: ['Decision: five attempts.'],
    questions: ['Does the mirror send Retry-After?'],
    steps: [
      { text: 'Add the retry', state: 'done' },
      { text: 'Mention it', state: 'doing' },
      { text: 'Release it', state: 'open' },
    ],
    nextStep: 'Mention it',
    tail: [
      { who: 'user', text: 'Commit it.' },
      { who: 'agent', text: 'Committed.' },
    ],
    repository: {
      name: 'harbour',
      remote: 'https://git.example/acme/harbour.git',
      branch: 'feat/retry',
      head: '4be19c2f00000000000000000000000000000000',
      aheadCount: 1,
      isDirty: true,
      dirtyPaths: ['README.md'],
    },
    patch: {
      base: '4be19c2f00000000000000000000000000000000',
      files: [{ path: 'README.md', text: 'diff --git a/README.md b/README.md\n' }],
      leftOut: [{ path: 'logo.png', reason: 'binary' }],
    },
    losses: [{ reason: 'damaged-line', count: 2 }],
    leftOut: { asked: 3 },
    ...parts,
  }
}
