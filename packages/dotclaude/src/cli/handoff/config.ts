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
import { makeScrub, refuseSecretName } from './make-scrub.ts'

const NAMES = Object.keys(SETTINGS) as readonly SettingName[]

export function configure(call: Call, terminal: Terminal): number {
  const [name, value] = call.args
  if (name === undefined) return showSettings(NAMES, call, terminal)
  if (!isSettingName(name)) throw unknownSetting(name)
  const isUnset = hasFlag(call, 'unset')
  if (isUnset || value !== undefined) change(name, isUnset ? undefined : value, terminal)
  else if (!hasFlag(call, 'json')) return showOne(name, terminal)
  return hasFlag(call, 'json') ? showSettings([name], call, terminal) : EXIT_CODES.OK
}

/** The value alone, for scripts. */
function showOne(name: SettingName, terminal: Terminal): number {
  const found = foundSettings(terminal).find((one) => one.name === name)
  if (found === undefined) terminal.writeRemark(`${name} is not set: ${SETTINGS[name].help}\n`)
  else terminal.writeResult(`${shownValue(found)}\n`)
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

function change(name: SettingName, value: string | undefined, terminal: Terminal): void {
  if (value !== undefined) checkSetting({ name, value, from: 'file' }, true)
  if (value !== undefined && name === 'machine') refuseSecretName(value, makeScrub(terminal, {}))
  const path = settingsPath(terminal)
  writePrivateFile(path, withSetting(readSettingsFile(terminal), name, value))
  terminal.writeRemark(`${name} is ${value === undefined ? 'not set' : 'set'} in ${path}\n`)
  if ((terminal.env[SETTINGS[name].variable] ?? '') !== '')
    terminal.writeRemark(`${SETTINGS[name].variable} in the environment comes before it.\n`)
}

function showSettings(names: readonly SettingName[], call: Call, terminal: Terminal): number {
  const found = foundSettings(terminal)
  const rows = names.map((name) => {
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
