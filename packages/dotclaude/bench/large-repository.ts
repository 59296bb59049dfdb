// A repository as large as a team's gets: thousands of files, hundreds of specs, skills, agents and instructions, all of
// them sound, committed in git. Numbers alone decide what is in it, so that two runs measure the same.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Size {
  readonly files: number
  readonly specs: number
}

const FILES_PER_FOLDER = 50
const SKILLS = 40
const AGENTS = 30

export function writeLargeRepository(root: string, { files, specs }: Size): void {
  const folders = Math.ceil(files / FILES_PER_FOLDER)
  for (let file = 0; file < files; file += 1)
    write(root, `src/part-${file % folders}/file-${file}.ts`, `export const value${file}: number = ${file}\n`)
  for (let spec = 0; spec < specs; spec += 1)
    write(root, `docs/specs/spec-${spec}/spec.json`, specText(spec, folders))
  for (let skill = 0; skill < SKILLS; skill += 1)
    write(root, `.claude/skills/skill-${skill}/SKILL.md`, skillText(skill))
  for (let agent = 0; agent < AGENTS; agent += 1)
    write(root, `.claude/agents/agent-${agent}.md`, agentText(agent))
  write(root, 'CLAUDE.md', instructions(folders))
  write(root, 'docs/repo-facts.json', factsText())
  commit(root)
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function specText(spec: number, folders: number): string {
  return JSON.stringify(
    {
      id: `spec-${spec}`,
      title: `Part ${spec}`,
      status: 'done',
      owners: ['@team'],
      linked_paths: [`src/part-${spec % folders}/**`],
      acceptance_commands: ['true'],
      depends_on_specs: spec === 0 ? [] : [`spec-${spec - 1}`],
      active_prs: [],
    },
    undefined,
    2,
  )
}

function skillText(skill: number): string {
  return `---\nname: skill-${skill}\ndescription: Does the work number ${skill}.\n---\n\nSee \`src/part-0/file-0.ts\`.\n`
}

function agentText(agent: number): string {
  return `---\nname: agent-${agent}\ndescription: Knows the part number ${agent}.\ntools: Read\nmodel: sonnet\n---\n\nText.\n`
}

function instructions(folders: number): string {
  const mentions = Array.from({ length: folders }, (_, part) => `- \`src/part-${part}/\` is part ${part}.`)
  return ['# Rules', '', 'Protected: `src/**`', '', ...mentions, ''].join('\n')
}

function factsText(): string {
  return JSON.stringify({ protected_paths: ['src/**'], instruction_files: ['CLAUDE.md'] })
}

function commit(root: string): void {
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    })
  }
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=Everything')
}
