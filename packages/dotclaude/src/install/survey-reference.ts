// What a repository has of version 1.3, and how this version takes it. Nothing of it has to change; where a file never
// worked, or works only here and there, the remark says what mends it.
import type { Snapshot } from '../repo/snapshot.ts'
import { isObject } from './edit-json.ts'
import { hasSpecs } from './plan-specs.ts'
import { runsGate } from './runs-gate.ts'

export interface Survey {
  /** What is read as it is, a sentence each. */
  readonly read: readonly string[]
  /** What deserves a look, a sentence each. */
  readonly remarks: readonly string[]
}

interface Piece {
  readonly isHere: (snapshot: Snapshot) => boolean
  readonly read: (snapshot: Snapshot) => string
  /** Each with its condition. */
  readonly remarks: readonly (readonly [isSo: (snapshot: Snapshot) => boolean, remark: string])[]
}

const FACTS = 'docs/repo-facts.json'
const MANIFEST = '.claude/skills-manifest.json'
const SETTINGS = '.claude/settings.json'
const GUARD = '.claude/hooks/guard-destructive-git.sh'
const WORKFLOW = '.github/workflows'
/** Claude Code's own limit is ten minutes; who writes more meant milliseconds. */
const TIMEOUT_SECONDS_MAX = 600

const PIECES: readonly Piece[] = [
  {
    isHere: hasSpecs,
    read: (snapshot) => `docs/specs: ${specCount(snapshot)} spec(s) are read as they are`,
    remarks: [],
  },
  {
    isHere: (snapshot) => snapshot.isFile(FACTS),
    read: () => `${FACTS} is read as it is`,
    remarks: [
      [
        (snapshot) => !hasKey(snapshot, FACTS, 'instruction_files'),
        `${FACTS} has no instruction_files, so drift cannot be looked for; \`dotclaude init\` adds them`,
      ],
    ],
  },
  {
    isHere: (snapshot) => snapshot.isFile(MANIFEST),
    read: () => `${MANIFEST} is read as it is; a checksum of SKILL.md alone is accepted with a warning`,
    remarks: [],
  },
  {
    isHere: (snapshot) => snapshot.isFile(GUARD),
    read: () => `${GUARD} keeps working`,
    remarks: [
      [
        () => true,
        `${GUARD} lets everything through where jq is missing; \`dotclaude init\` registers a guard that needs Node alone`,
      ],
    ],
  },
  {
    isHere: (snapshot) => snapshot.isFile(SETTINGS),
    read: () => `${SETTINGS} is read as it is`,
    remarks: [
      [
        (snapshot) =>
          timeoutsIn(snapshot.json(SETTINGS)?.value).some((seconds) => seconds > TIMEOUT_SECONDS_MAX),
        `${SETTINGS} has a timeout that was meant in milliseconds; agents count seconds`,
      ],
    ],
  },
  {
    isHere: (snapshot) => snapshot.isFile('githooks/pre-commit'),
    read: () => 'githooks/pre-commit keeps working',
    remarks: [],
  },
  {
    isHere: (snapshot) => workflowTexts(snapshot).some((text) => /dotclaude/.test(text)),
    read: () => `${WORKFLOW}: the names of programs in workflows are still those of this version`,
    remarks: [
      [
        (snapshot) =>
          workflowTexts(snapshot).some((text) => /@dotclaude\/dotclaude(@\S+)? dotclaude-/.test(text)),
        `${WORKFLOW} calls \`npx @dotclaude/dotclaude dotclaude-…\`, which never was a command; leave out \`dotclaude-\``,
      ],
      [
        (snapshot) => !workflowTexts(snapshot).some(runsGate),
        `${WORKFLOW}: nothing runs the gate; \`dotclaude init --diff\` shows a workflow that does`,
      ],
    ],
  },
]

export function surveyReference(snapshot: Snapshot): Survey {
  const pieces = PIECES.filter(({ isHere }) => isHere(snapshot))
  return {
    read: pieces.map(({ read }) => read(snapshot)),
    remarks: pieces.flatMap(({ remarks }) =>
      remarks.filter(([isSo]) => isSo(snapshot)).map(([, remark]) => remark),
    ),
  }
}

function specCount(snapshot: Snapshot): number {
  return new Set(
    snapshot.under('docs/specs').flatMap((path) => /^docs\/specs\/([^/]+)\//.exec(path)?.[1] ?? []),
  ).size
}

function hasKey(snapshot: Snapshot, path: string, key: string): boolean {
  const value = snapshot.json(path)?.value
  return isObject(value) && key in value
}

/** Every `timeout` in the settings, at whatever depth. */
function timeoutsIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'timeout' && typeof inner === 'number' ? [inner] : timeoutsIn(inner),
  )
}

function workflowTexts(snapshot: Snapshot): readonly string[] {
  return snapshot.under(WORKFLOW).flatMap((path) => snapshot.text(path) ?? [])
}
