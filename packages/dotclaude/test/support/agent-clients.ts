// Real agents, each as its publisher ships it, in front of our own model on loopback: a repository that `init` set up, a
// home of its own, an environment with nothing in it but what the agent needs, and a proxy for everything else that
// nobody listens on.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import type { AgentName } from '../../src/agents/hook-event.ts'
import type { ToolCall } from './model-server.ts'

export interface AgentClient {
  readonly agent: AgentName
  /** The program's name in a package of npm. */
  readonly program: string
  readonly args: readonly string[]
  /** Files of the user's home. */
  readonly home: (model: string) => Readonly<Record<string, string>>
  readonly env: (model: string) => Readonly<Record<string, string>>
  readonly shell: (command: string) => ToolCall
  /** A tool that writes a file of the repository. */
  readonly write: (path: string) => ToolCall
  /** A tool that changes a file which holds the line `a`. */
  readonly edit: (path: string) => ToolCall
}

const KEY = 'dummy-key-of-the-tests'
const PROMPT = 'go'

export const CLIENTS: readonly AgentClient[] = [
  {
    agent: 'claude-code',
    program: 'claude',
    args: ['-p', PROMPT, '--output-format', 'json', '--permission-mode', 'bypassPermissions'],
    home: () => ({}),
    env: (model) => ({
      ANTHROPIC_BASE_URL: model,
      ANTHROPIC_API_KEY: KEY,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      DISABLE_AUTOUPDATER: '1',
      // It refuses that mode to root, unless it is told that it is caged.
      IS_SANDBOX: '1',
    }),
    shell: (command) => ({ name: 'Bash', input: { command, description: 'a test' } }),
    write: (path) => ({ name: 'Write', input: { file_path: path, content: 'x\n' } }),
    edit: (path) => ({ name: 'Edit', input: { file_path: path, old_string: 'a', new_string: 'x' } }),
  },
  {
    agent: 'codex',
    program: 'codex',
    args: [
      'exec',
      '--json',
      '--trust',
      '--dangerously-bypass-hook-trust',
      '--dangerously-bypass-approvals-and-sandbox',
      '--disable',
      'apps',
      '--disable',
      'plugins',
      '--disable',
      'remote_plugin',
      PROMPT,
    ],
    // It has its tool for patches only with a model that it knows.
    home: (model) => ({
      '.codex/config.toml': `model = "gpt-5.5"
model_provider = "local"
[model_providers.local]
name = "local"
base_url = "${model}/v1"
env_key = "LOCAL_KEY"
wire_api = "responses"
`,
    }),
    env: () => ({ LOCAL_KEY: KEY }),
    shell: (command) => ({ name: 'exec_command', input: { cmd: command } }),
    write: (path) => ({
      name: 'apply_patch',
      input: { input: `*** Begin Patch\n*** Add File: ${path}\n+x\n*** End Patch\n` },
    }),
    edit: (path) => ({
      name: 'apply_patch',
      input: { input: `*** Begin Patch\n*** Update File: ${path}\n@@\n-a\n+x\n*** End Patch\n` },
    }),
  },
  {
    agent: 'gemini',
    program: 'gemini',
    args: ['-p', PROMPT, '--yolo', '--skip-trust', '--output-format', 'json'],
    home: () => ({
      '.gemini/settings.json': JSON.stringify({
        security: { auth: { selectedType: 'gemini-api-key' } },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        general: { enableAutoUpdate: false },
      }),
    }),
    env: (model) => ({
      GOOGLE_GEMINI_BASE_URL: model,
      GEMINI_API_KEY: KEY,
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
    }),
    shell: (command) => ({ name: 'run_shell_command', input: { command } }),
    write: (path) => ({ name: 'write_file', input: { file_path: path, content: 'x\n' } }),
    edit: (path) => ({
      name: 'replace',
      input: { file_path: path, instruction: 'a test', old_string: 'a', new_string: 'x' },
    }),
  },
  {
    agent: 'copilot',
    program: 'copilot',
    args: ['-p', PROMPT, '--allow-all-tools', '--trust-folder'],
    home: () => ({}),
    env: (model) => ({
      COPILOT_OFFLINE: 'true',
      COPILOT_PROVIDER_TYPE: 'anthropic',
      COPILOT_PROVIDER_BASE_URL: model,
      COPILOT_PROVIDER_API_KEY: KEY,
      COPILOT_MODEL: 'claude-sonnet-4',
    }),
    shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
    write: (path) => ({ name: 'create', input: { path, file_text: 'x\n' } }),
    edit: (path) => ({ name: 'edit', input: { path, old_str: 'a', new_str: 'x' } }),
  },
]

/**
 * Without plug-ins of ours: for those it looks up a package of its own at each start, and waits for it where there is no
 * net. It searches files with ripgrep, which it would download.
 */
export const OPENCODE: AgentClient = {
  agent: 'opencode',
  program: 'opencode',
  args: ['run', '--model', 'local/test', PROMPT],
  home: (model) => ({
    '.config/opencode/opencode.json': JSON.stringify({
      provider: {
        local: {
          npm: '@ai-sdk/anthropic',
          options: { baseURL: `${model}/v1`, apiKey: KEY },
          models: { test: {} },
        },
      },
      share: 'disabled',
    }),
  }),
  env: () => ({
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_AUTOUPDATE: '1',
    OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  }),
  shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
  write: (path) => ({ name: 'write', input: { filePath: path, content: 'x\n' } }),
  edit: (path) => ({ name: 'edit', input: { filePath: path, oldString: 'a', newString: 'x' } }),
}

/** `.ci/run` installs agents here, apart from the tool chain. */
const INSTALLED = fileURLToPath(new URL('../../../../.build/agents/node_modules/.bin', import.meta.url))

/** `undefined` where the agent is not on this machine, which is said. */
export function findClient({ agent, program }: AgentClient): string | undefined {
  const folders = [INSTALLED, ...(process.env['PATH'] ?? '').split(delimiter)]
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file))
  if (found === undefined)
    console.warn(`missing: ${program}, so nothing is shown with the real ${agent}; its tests are left out`)
  return found
}

/** Nothing listens there, so whatever an agent would send elsewhere goes nowhere. */
const NOWHERE = 'http://127.0.0.1:9'
const DEADLINE_MS = 90_000

export interface Place {
  readonly program: string
  readonly root: string
  readonly home: string
  readonly model: string
  /** What the user types, as words of the command line. */
  readonly prompt?: readonly string[]
}

export function runClient(client: AgentClient, place: Place): Promise<Run> {
  const { program, root, home, model, prompt = [PROMPT] } = place
  const args = client.args.flatMap((word) => (word === PROMPT ? prompt : [word]))
  for (const [path, text] of Object.entries(client.home(model))) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  const env = environmentOf(client, { home, model })
  return runCli([program, ...args], { cwd: root, env, deadlineMs: DEADLINE_MS })
}

/** Nothing of the machine's but the path. */
export function environmentOf(
  client: AgentClient,
  { home, model }: Pick<Place, 'home' | 'model'>,
): Readonly<Record<string, string>> {
  return {
    HOME: home,
    TMPDIR: home,
    TERM: 'dumb',
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    NO_PROXY: '127.0.0.1,localhost',
    ...client.env(model),
  }
}
