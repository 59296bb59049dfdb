// `handoff config`: shows the settings and where each comes from, or changes one in the file of the user. A password is
// neither shown nor kept.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { shownAddress } from '../../handoff/store/repository-address.ts'
import { SETTINGS, checkSetting, isSettingName, withSetting } from '../../handoff/store/settings.ts'
import type { FoundSetting, SettingName } from '../../handoff/store/settings.ts'
import {
  foundSettings,
  readSettingsFile,
  settingsPath,
  writePrivateFile,
} from '../../handoff/store/settings-file.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

export function configure(call: Call, terminal: Terminal): number {
  const [name, value] = call.args
  if (name === undefined) return showSettings(call, terminal)
  if (!isSettingName(name)) throw unknownSetting(name)
  if (hasFlag(call, 'unset')) return change(name, undefined, terminal)
  if (value !== undefined) return change(name, value, terminal)
  const found = foundSettings(terminal).find((one) => one.name === name)
  if (found !== undefined) terminal.writeResult(`${shownValue(found)}\n`)
  return EXIT_CODES.OK
}

function unknownSetting(id: string): Failure {
  const nearest = nearestName(id, Object.keys(SETTINGS))
  return new Failure(
    'USAGE_UNKNOWN_ID',
    { kind: 'setting', id, ...(nearest !== undefined && { nearest }) },
    { hint: `It is one of ${Object.keys(SETTINGS).join(', ')}.` },
  )
}

function change(name: SettingName, value: string | undefined, terminal: Terminal): number {
  if (value !== undefined) checkSetting({ name, value, from: 'file' }, true)
  const path = settingsPath(terminal)
  writePrivateFile(path, withSetting(readSettingsFile(terminal), name, value))
  terminal.writeRemark(`${name} is ${value === undefined ? 'not set' : 'set'} in ${path}\n`)
  if ((terminal.env[SETTINGS[name].variable] ?? '') !== '')
    terminal.writeRemark(`${SETTINGS[name].variable} in the environment comes before it.\n`)
  return EXIT_CODES.OK
}

function showSettings(call: Call, terminal: Terminal): number {
  const found = foundSettings(terminal)
  const rows = (Object.keys(SETTINGS) as readonly SettingName[]).map((name) => {
    const one = found.find((candidate) => candidate.name === name)
    return {
      name,
      value: one && shownValue(one),
      from: one?.from,
      variable: SETTINGS[name].variable,
      help: SETTINGS[name].help,
    }
  })
  if (hasFlag(call, 'json'))
    terminal.writeResult(jsonDocument({ file: settingsPath(terminal), settings: rows }))
  else terminal.writeResult(rows.map(rowText).join(''))
  return EXIT_CODES.OK
}

const NAME_WIDTH = 11

function rowText(row: {
  readonly name: string
  readonly value?: string | undefined
  readonly from?: string | undefined
  readonly help: string
}): string {
  const { name, value, from, help } = row
  const said = value === undefined ? `not set: ${help}` : `${value}  (${from})`
  return `${name.padEnd(NAME_WIDTH)}${said}\n`
}

function shownValue({ name, value }: FoundSetting): string {
  return visibleText(name === 'repo' ? shownAddress(value) : value)
}
