// Which words of a text count as names of programs that the guard has to read about.
import { expect, test } from 'vitest'
import { namesIn } from '../../../src/guard/program-names.ts'

const PROGRAM = { hasProgram: true }
const INTERPRETER = { hasProgram: false, hasInterpreter: true }
const NOTHING = { hasProgram: false, hasInterpreter: false }

test.each([
  { text: 'rm -r a', names: PROGRAM },
  { text: '/bin/RM a', names: PROGRAM },
  { text: 'C:/x/git.exe status', names: PROGRAM },
  { text: 'a;git-reset', names: PROGRAM },
  { text: '--upload-pack=git', names: PROGRAM },
  { text: '-git', names: PROGRAM },
  { text: 'mkfs.ext4 /dev/x', names: PROGRAM },
  { text: 'make install', names: PROGRAM },
  { text: 'npm install', names: NOTHING },
  { text: 'pnpm run start', names: PROGRAM },
  { text: 'node scripts/start.js', names: INTERPRETER },
  { text: 'python3.11 -m http.server', names: INTERPRETER },
  { text: 'pythonw a', names: INTERPRETER },
  { text: 'farm rm-all term a.rm b-rm', names: NOTHING },
  { text: '', names: NOTHING },
])('$text', ({ text, names }) => {
  expect(namesIn(text)).toMatchObject(names)
})
