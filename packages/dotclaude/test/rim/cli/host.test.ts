// The machine as settings see it.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, expect, test } from 'vitest'
import { hostOf } from '../../../src/cli/host.ts'
import { openUserSettings } from '../../../src/cli/user-settings.ts'

const tree = makeTempTree({
  'bin/program': '#!/bin/sh\n',
  'bin/text': '',
  'sized/a': '12345',
  'sized/b/c': '123',
  'home/.claude/settings.json': '{}',
  'home/.claude/projects/x/session.jsonl': 'private',
})
afterAll(tree.remove)
chmodSync(join(tree.root, 'bin/program'), 0o755)
chmodSync(join(tree.root, 'bin/text'), 0o600)
const at = (path: string): string => join(tree.root, path)
const host = hostOf({ env: { PATH: at('bin') }, home: at('home') })

test('programs are found on PATH and by their path, if they can be run', () => {
  expect(
    ['program', at('bin/program'), 'text', 'nothing', at('bin')].map((name) => host.isProgram(name)),
  ).toEqual([true, true, false, false, false])
})

test('files, modes and sizes', () => {
  expect([host.isFile(at('bin/text')), host.isFile(at('bin')), host.isFile(at('no'))]).toEqual([
    true,
    false,
    false,
  ])
  expect([host.modeOf(at('bin/text')), host.modeOf(at('no'))]).toEqual([0o600, undefined])
  expect([host.sizeOf(at('sized')), host.sizeOf(at('no'))]).toEqual([8, undefined])
})

test('of the user’s folder only the settings are read', () => {
  const snapshot = openUserSettings(at('home'))
  expect(snapshot?.files).toEqual(['settings.json'])
  expect(snapshot?.text('projects/x/session.jsonl')).toBeUndefined()
  expect(openUserSettings(at('bin'))).toBeUndefined()
})
