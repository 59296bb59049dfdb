// The sections of a digest as text, the same for the block and for Markdown: a heading and its lines. What a session said
// is quoted and framed; what we say about it is not.
import type { Digest, DigestList, WorkPatch } from './digest.ts'
import { framedCode, framedLine, quoted } from './framing.ts'

export interface Section {
  readonly heading: string
  readonly lines: readonly string[]
}

/** Empty ones are left out, but for what a reader of a handoff always looks for. */
export function sectionsOf(digest: Digest): readonly Section[] {
  const { asked, files, commands, commits, decisions, questions, steps, tail } = digest
  const sections: readonly Section[] = [
    { heading: 'Summary', lines: summaryOf(digest) },
    {
      heading: `User prompts (${countOf(digest, 'asked', asked)}, in order)`,
      lines: asked.length === 0 ? ['(session contained no user prompts)'] : numbered(asked),
    },
    {
      heading: `Files changed (${countOf(digest, 'files', files)})`,
      lines: files.map(({ path, edits }) => `- ${framedCode(path)}${edits === 1 ? '' : ` (${edits} edits)`}`),
    },
    {
      heading: `Commands that mattered (${countOf(digest, 'commands', commands)})`,
      lines: commands.map(({ command, ok }) => `- ${framedCode(command)}${outcomeOf(ok)}`),
    },
    {
      heading: `Commits (${countOf(digest, 'commits', commits)})`,
      lines: commits.map(
        ({ id, subject }) => `- ${id === undefined ? '' : `${framedCode(id)} `}${framedLine(subject)}`,
      ),
    },
    { heading: `Decisions (${countOf(digest, 'decisions', decisions)})`, lines: bulleted(decisions) },
    { heading: `Open questions (${countOf(digest, 'questions', questions)})`, lines: bulleted(questions) },
    {
      heading: `Steps (${countOf(digest, 'steps', steps)})`,
      lines: steps.map(
        ({ text, state }) =>
          `- [${state === 'done' ? 'x' : state === 'doing' ? '~' : ' '}] ${framedLine(text)}`,
      ),
    },
    { heading: 'Repository', lines: repositoryLines(digest) },
    { heading: 'Uncommitted change', lines: patchLines(digest) },
    {
      heading: `Last turns (${countOf(digest, 'tail', tail)})`,
      lines:
        tail.length === 0
          ? ['_(session contained no assistant turns)_']
          : tail.flatMap(({ who, text }) => [`${who === 'user' ? 'User' : 'Agent'}:`, ...quoted(text), '']),
    },
    { heading: 'Next step', lines: quoted(digest.nextStep) },
    { heading: 'Not read', lines: lossLines(digest) },
  ]
  return sections.filter(({ lines }) => lines.length > 0)
}

function countOf({ leftOut }: Digest, list: DigestList, shown: readonly unknown[]): string {
  const gone = leftOut[list] ?? 0
  return gone === 0 ? String(shown.length) : `${shown.length} of ${shown.length + gone}`
}

function summaryOf({
  agent,
  shortId,
  title,
  model,
  agentVersion,
  startedAt,
  endedAt,
  cwd,
}: Digest): readonly string[] {
  const times = [startedAt, endedAt].flatMap((time) => time ?? []).map(framedLine)
  return [
    `- session ${framedCode(shortId)} of ${agent}${title === undefined ? '' : `: ${framedLine(title)}`}`,
    ...(times.length === 0 ? [] : [`- from ${times.join(' to ')}`]),
    ...(model === undefined
      ? []
      : [
          `- model ${framedCode(model)}${agentVersion === undefined ? '' : `, version ${framedCode(agentVersion)}`}`,
        ]),
    ...(cwd === undefined ? [] : [`- folder ${framedCode(cwd)}`]),
  ]
}

function numbered(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => {
    const [first = '>', ...rest] = quoted(text)
    return [`${index + 1}. ${first}`, ...rest.map((line) => `   ${line}`)]
  })
}

function bulleted(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const [first = '>', ...rest] = quoted(text)
    return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
  })
}

function outcomeOf(ok: boolean | undefined): string {
  if (ok === undefined) return ''
  return ok ? ' — succeeded' : ' — failed'
}

function repositoryLines({ repository, leftOut }: Digest): readonly string[] {
  if (repository === undefined) return []
  const { name, remote, branch, head, aheadCount, dirtyPaths } = repository
  const dirty = dirtyPaths.length + (leftOut.dirtyPaths ?? 0)
  return [
    `- ${framedCode(name)}${remote === undefined ? '' : ` from ${framedCode(remote)}`}`,
    `- branch ${branch === undefined ? '(detached)' : framedCode(branch)}, head ${head === undefined ? '(no commit yet)' : framedCode(head)}`,
    ...(aheadCount === undefined || aheadCount === 0
      ? []
      : [`- ${aheadCount} commit(s) not pushed to its upstream branch`]),
    dirty === 0
      ? '- nothing uncommitted'
      : `- ${dirty} uncommitted file(s): ${dirtyPaths.map(framedCode).join(', ')}${dirty > dirtyPaths.length ? ', …' : ''}`,
  ]
}

const REASONS: Readonly<Record<WorkPatch['leftOut'][number]['reason'], string>> = {
  secret: 'it holds what looks like a secret',
  binary: 'it is no text',
  link: 'it is a link or a repository of its own',
  'too-large': 'it is too large',
}

function patchLines({ patch, shortId }: Digest): readonly string[] {
  if (patch === undefined) return []
  return [
    `- ${patch.files.length} file(s) on top of ${framedCode(patch.base)}; \`dotclaude handoff pull ${framedLine(shortId)} --apply\` applies them`,
    ...patch.leftOut.map(({ path, reason }) => `- ${framedCode(path)} does not travel: ${REASONS[reason]}`),
  ]
}

function lossLines({ losses }: Digest): readonly string[] {
  return losses.map(({ reason, count }) => `- ${count} × ${reason.replace('-', ' ')} of the transcript`)
}
