// The names by which a handoff is found: its branch, and the one-line description that 1.3.0 puts into the commit and
// into `description.txt`. Both are made of slugs, and both are read from what anybody may have written. Pure.
import type { HandoffMetadata } from '../handoff.ts'
import type { SessionAgent } from '../sessions/session.ts'

export const BRANCHES = 'refs/heads/handoff/'
const SLUG_MAX = 40
const AGENTS = 'claude|codex|copilot|gemini'

/** Small letters, digits and dashes; empty where nothing of the text can stay. */
export function slugOf(text: string): string {
  const slug = text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')
  return slug.slice(0, SLUG_MAX).replaceAll(/^-+|-+$/g, '')
}

type Named = Pick<HandoffMetadata, 'cli' | 'short_id' | 'project' | 'month' | 'hostname' | 'tags'>

export function branchOf({ project, cli, month, short_id: short }: Named): string {
  return `handoff/${slugOf(project) || 'adhoc'}/${cli}/${month}/${short}`
}

/** What a branch's name tells; `undefined` for one that is no handoff. The short form is that of version 1. */
export function readBranch(
  branch: string,
):
  | { readonly cli: SessionAgent; readonly short: string; readonly project?: string; readonly month?: string }
  | undefined {
  const long = new RegExp(`^handoff/([a-z0-9-]+)/(${AGENTS})/(\\d{4}-\\d{2})/([0-9a-f]{8})$`).exec(branch)
  if (long !== null) {
    const [, project = '', cli, month = '', short = ''] = long
    return { cli: cli as SessionAgent, short, project, month }
  }
  const [, cli, short = ''] = new RegExp(`^handoff/(${AGENTS})/([0-9a-f]{8})$`).exec(branch) ?? []
  return cli === undefined ? undefined : { cli: cli as SessionAgent, short }
}

export function describe({ project, cli, month, short_id: short, hostname, tags }: Named): string {
  const slugs = [...new Set(tags.map(slugOf))].filter((tag) => tag !== '')
  const parts = [
    'handoff',
    'v2',
    slugOf(project) || 'adhoc',
    cli,
    month,
    short,
    slugOf(hostname) || 'machine',
  ]
  return [...parts, ...(slugs.length === 0 ? [] : [slugs.join(',')])].join(':')
}

/** Both versions of the description; `undefined` for any other text. */
export function readDescription(text: string): Named | undefined {
  const parts = text.trim().split(':')
  const [, version, ...rest] = parts
  if (parts[0] !== 'handoff' || (version !== 'v1' && version !== 'v2')) return undefined
  const named = version === 'v2' ? rest : [rest[2], rest[0], '', rest[1], rest[3], rest[4]]
  const [project = '', cli = '', month = '', short = '', hostname = '', tags = ''] = named
  if (!new RegExp(`^(${AGENTS})$`).test(cli) || !/^[0-9a-f]{8}$/.test(short)) return undefined
  if (version === 'v2' && !/^\d{4}-\d{2}$/.test(month)) return undefined
  return {
    cli: cli as SessionAgent,
    short_id: short,
    project: slugOf(project),
    month,
    hostname: slugOf(hostname),
    tags: tags
      .split(',')
      .map(slugOf)
      .filter((tag) => tag !== ''),
  }
}
