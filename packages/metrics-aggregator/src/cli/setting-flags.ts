/** The settings as flags of a command: same names, same values, same words as in the environment. */
import type { SettingName } from '../config/read-settings.ts'
import { SETTINGS } from '../config/settings.ts'
import { yesOrNo } from '../config/value-kind.ts'
import type { Flag } from './command.ts'

/** For a command that the environment speaks to as well. */
export function settingFlags(names: readonly SettingName[]): Flag[] {
  return names.map((name) => settingFlag(name, [SETTINGS[name].variable]))
}

/** For a command that looks at its flags alone: a variable would have no effect, so none is named. */
export function flagsAlone(names: readonly SettingName[]): Flag[] {
  return names.map((name) => settingFlag(name, []))
}

function settingFlag<K extends SettingName>(name: K, variables: readonly string[]): Flag {
  const { flag, kind, fallback, placeholder, help } = SETTINGS[name]
  const shown = kind.show(fallback)
  const notes = [...variables, ...(shown === '' ? [] : [`default ${shown}`])].join(', ')
  const choice = kind.words === undefined ? '' : `: ${kind.words.join(', ')}`
  // A flag is given or not; only in the environment does "yes" need a word.
  const isSwitch = Object.is(kind, yesOrNo)
  const text = `${help}${choice}${notes === '' ? '' : ` [${notes}]`}`
  return { name: flag, ...(!isSwitch && { placeholder }), help: text }
}
