// How far a command line can be known without running it.
import { expect, test } from 'vitest'
import { firstCommand, pathIn, scriptOf } from '../../../../src/validate/settings/command-line.ts'

test.each([
  { line: 'node a.mjs', words: ['node', 'a.mjs'] },
  { line: `bash "$CLAUDE_PROJECT_DIR/a b.sh" 'c d'`, words: ['bash', '$CLAUDE_PROJECT_DIR/a b.sh', 'c d'] },
  { line: '"$CLAUDE_PROJECT_DIR"/x.sh', words: ['$CLAUDE_PROJECT_DIR/x.sh'] },
  { line: 'A=1 B="x y" prog --c=d', words: ['prog', '--c=d'] },
  { line: 'a&&b', words: ['a'] },
  { line: 'a "x && y" | b', words: ['a', 'x && y'] },
  { line: 'a 2>/dev/null', words: ['a'] },
  { line: String.raw`a\ b c`, words: ['a b', 'c'] },
  { line: '', words: [] },
])('the first command of $line', ({ line, words }) => {
  expect(firstCommand(line)).toEqual(words)
})

test.each([
  { word: '$CLAUDE_PROJECT_DIR/x.sh', path: { base: 'project', path: 'x.sh' } },
  { word: '${CLAUDE_PROJECT_DIR:-.}/x.sh', path: { base: 'project', path: 'x.sh' } },
  { word: '~/x.sh', path: { base: 'home', path: 'x.sh' } },
  { word: '${HOME}/a/x.sh', path: { base: 'home', path: 'a/x.sh' } },
  { word: '/bin/sh', path: { base: 'root', path: 'bin/sh' } },
  { word: './x', path: { base: 'working-folder', path: 'x' } },
  { word: 'a/x.sh', path: { base: 'working-folder', path: 'a/x.sh' } },
  { word: 'node', path: undefined },
  { word: '$TOOLS/x.sh', path: undefined },
  { word: '~/$X/y', path: undefined },
  { word: '$(pwd)/x', path: undefined },
])('$word leads to $path', ({ word, path }) => {
  expect(pathIn(word)).toEqual(path)
})

test.each([
  { words: ['node', '--no-warnings', 'a.mjs', 'b'], script: 'a.mjs' },
  { words: ['/usr/bin/python3.12', 'a.py'], script: 'a.py' },
  { words: ['deno', 'run', 'a.ts'], script: 'a.ts' },
  { words: ['bash', '-c', 'x/y'], script: undefined },
  { words: ['python', '-m', 'http.server'], script: undefined },
  { words: ['npx', 'a/b'], script: undefined },
  { words: [], script: undefined },
])('$words runs $script', ({ words, script }) => {
  expect(scriptOf(words)).toBe(script)
})
