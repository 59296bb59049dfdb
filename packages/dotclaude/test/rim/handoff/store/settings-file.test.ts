// The files of this machine: settings for the user alone, and a name that is made up once.
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { machineName, ownNames } from '../../../../src/handoff/store/machine-name.ts'
import {
  foundSettings,
  readSettings,
  readSettingsFile,
  settingsPath,
  userFolder,
  writePrivateFile,
} from '../../../../src/handoff/store/settings-file.ts'
import { machine } from '../../../support/handoffs.ts'

test('the file stands where version 1.3 had it', () => {
  const place = machine()
  expect(settingsPath(place)).toBe(join(place.home, '.config/dotclaude/handoff.env'))
  expect(userFolder({ ...place, env: { XDG_CONFIG_HOME: '/x' } }, 'XDG_CONFIG_HOME', '.config')).toBe(
    '/x/dotclaude',
  )
})

test('what is written is for the user alone, also where the file was wider before', () => {
  const place = machine()
  const path = settingsPath(place)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, 'old')
  chmodSync(path, 0o644)
  writePrivateFile(path, 'DOTCLAUDE_HANDOFF_FOLDER=/x\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readSettingsFile(place)).toBe('DOTCLAUDE_HANDOFF_FOLDER=/x\n')
  expect(foundSettings(place)).toEqual([{ name: 'folder', value: '/x', from: 'file' }])
  expect(readSettings(place)).toMatchObject({ folder: '/x' })
})

test('a file that is not there is empty, and one that cannot be read is a failure', () => {
  const place = machine()
  expect(readSettingsFile(place)).toBe('')
  mkdirSync(settingsPath(place), { recursive: true })
  expect(() => readSettingsFile(place)).toThrow(expect.objectContaining({ code: 'ENV_FILE_UNREADABLE' }))
  expect(() => writePrivateFile('/dev/null/x', '')).toThrow(
    expect.objectContaining({ code: 'ENV_FILE_UNWRITABLE' }),
  )
})

test('the name of the machine is made up once, tells nothing, and can be set', () => {
  const place = machine()
  const settings = readSettings(place)
  const name = machineName(place, settings)
  expect(name).toMatch(/^machine-[0-9a-f]{8}$/)
  expect(name).not.toContain(hostname().toLowerCase())
  expect(machineName(place, settings)).toBe(name)
  expect(readFileSync(join(place.home, '.local/state/dotclaude/machine'), 'utf8')).toBe(`${name}\n`)
  expect(machineName(place, { ...settings, machine: 'desk' })).toBe('desk')
  expect(ownNames(place, settings)).toContain(name)
})

test('where nothing can be kept the name is the same each time', () => {
  const place = machine({ XDG_STATE_HOME: '/dev/null' })
  const name = machineName(place, readSettings(place))
  expect(name).toMatch(/^machine-[0-9a-f]{8}$/)
  expect(machineName(place, readSettings(place))).toBe(name)
})
