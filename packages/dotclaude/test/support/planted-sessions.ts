// The session fixtures with secrets planted wherever a person or a program may write one, and the repository they are
// about. No secret is written down: each is drawn by the corpus's generator, with a seed of its own for each place.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SESSION_FIXTURES } from './session-fixtures.ts'
import { drawer } from './secret-corpus.ts'

const WORD = 'A-Za-z0-9'
const FOLDER_OF_FIXTURES = '/srv/work/harbour'
const FOLDERS = { claude: '.claude', codex: '.codex', copilot: '.copilot', gemini: '' }

const draw = (seed: number, length: number, alphabet = WORD): string => drawer(seed)(alphabet, length)
const github = (seed: number): string => `gh${'p_'}${draw(seed, 36)}`
const keyBody = [1, 2, 3, 4].map((line) => draw(900 + line, 64, `${WORD}+/`))

/** What must never be published, by where it is planted. */
export const SECRETS: Readonly<Record<string, string>> = {
  'bare token': github(901),
  'environment line': draw(902, 28),
  JSON: draw(903, 26),
  YAML: draw(904, 26),
  'password of an address': `${draw(905, 12)}9x`,
  header: draw(906, 40),
  cookie: draw(907, 32),
  'first line of a key': keyBody[0] ?? '',
  'last line of a key': keyBody[3] ?? '',
  command: draw(908, 30),
  title: github(909),
  tag: github(910),
  'folder of the session': github(911),
  branch: github(912),
  'commit subject': github(913),
  'user of the remote': github(914),
  'path of the remote': github(915),
  'file name': github(916),
  'file of variables at home': draw(917, 24),
  'file of variables of the repository': draw(918, 24),
  'uncommitted change': github(919),
}

const secret = (place: string): string => SECRETS[place] ?? place

/** What a user says once and an agent repeats; prose around it, since that is how it comes. */
const PROMPT = [
  `use ${secret('bare token')} for now`,
  `export DEPLOY_TOKEN=${secret('environment line')}`,
  JSON.stringify({ name: 'tide', apiKey: secret('JSON') }),
  `client_secret: ${secret('YAML')}`,
  `git clone https://deploy:${secret('password of an address')}@git.example.net/team/app.git`,
].join('\n')
const ANSWER = [
  `Authorization: Bearer ${secret('header')}`,
  `Cookie: session=${secret('cookie')}`,
  `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
  ...keyBody,
  `-----END RSA ${'PRIVATE'} KEY-----`,
  `the service said ${secret('file of variables at home')} and ${secret('file of variables of the repository')}`,
].join('\n')

/** Words of the story and what they become. */
const PLANTS: readonly (readonly [string, string])[] = [
  ['and a test for it.', `and a test for it.\n${PROMPT}`],
  ['I will look at the fetcher first.', `I will look at the fetcher first.\n${ANSWER}`],
  [
    'Should the README name the five attempts?',
    `Should the README name the five attempts?\n${PROMPT}\n${ANSWER}`,
  ],
  ['npm test -- fetch-tides', `API_TOKEN=${secret('command')} npm test -- fetch-tides`],
  ['Retry the tide fetcher', `Retry the tide fetcher ${secret('commit subject')}`],
  ['Tide retry', `Tide retry ${secret('title')}`],
  ['fetch-tides.test.ts', `fetch-tides.test.ts/${secret('file name')}.txt`],
]

/** Into a user's folder. Returns the repository's. */
export function plantSessions(home: string): string {
  const root = join(home, 'work', `harbour-${secret('folder of the session')}`)
  for (const [agent, folder] of Object.entries(FOLDERS)) {
    const to = join(home, folder)
    cpSync(join(SESSION_FIXTURES, agent), to, { recursive: true })
  }
  for (const path of filesIn(home)) writeFileSync(path, planted(readFileSync(path, 'utf8'), root))
  plantRepository(root)
  writeFileSync(join(home, '.env'), `TIDE_PASSWORD=${secret('file of variables at home')}\n`)
  return root
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(?:jsonl?|yaml)$/.test(path) && statSync(path).isFile())
}

/** In JSON inside of JSON a line break needs two escapes, so what is planted into a line of it has none. */
function planted(text: string, root: string): string {
  return PLANTS.reduce(
    (changed, [from, to]) => changed.replaceAll(from, () => JSON.stringify(to).slice(1, -1)),
    text.replaceAll(FOLDER_OF_FIXTURES, () => root),
  )
}

function plantRepository(root: string): void {
  mkdirSync(join(root, 'src'), { recursive: true })
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=tester', '-c', 'user.email=tester@example.com', ...args], {
      cwd: root,
    })
  }
  git('init', '--quiet', '--template=', `--initial-branch=fix/${secret('branch')}`)
  git(
    'remote',
    'add',
    'origin',
    `https://${secret('user of the remote')}@git.example.net/${secret('path of the remote')}/harbour.git`,
  )
  writeFileSync(join(root, '.gitignore'), '.env\n')
  writeFileSync(join(root, 'src/clean.ts'), 'one\n')
  git('add', '--all')
  git('commit', '--quiet', '--message=Start')
  writeFileSync(join(root, 'src/clean.ts'), 'one\nCLEAN_CHANGE\n')
  writeFileSync(join(root, 'src/secret.ts'), `export const token = '${secret('uncommitted change')}'\n`)
  writeFileSync(join(root, `${secret('file name')}.txt`), 'new\n')
  writeFileSync(join(root, '.env'), `HARBOUR_KEY=${secret('file of variables of the repository')}\n`)
}
