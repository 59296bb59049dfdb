/** The settings as flags of a command: same names, same values, same words as in the environment. */
import type { SettingName } from '../config/read-settings.ts'
import { SETTINGS } from '../config/settings.ts'
import { yesOrNo } from '../config/value-kind.ts'
import type { Flag } from './command.ts'

export function settingFlags(names: readonly SettingName[]): Flag[] {
  return names.map(settingFlag)
}

function settingFlag<K extends SettingName>(name: K): Flag {
  const { flag, variable, kind, fallback, placeholder, help } = SETTINGS[name]
  const shown = kind.show(fallback)
  const standard = shown === '' ? variable : `${variable}, default ${shown}`
  const choice = kind.words === undefined ? '' : `: ${kind.words.join(', ')}`
  // A flag is given or not; only in the environment does "yes" need a word.
  const isSwitch = Object.is(kind, yesOrNo)
  return { name: flag, ...(!isSwitch && { placeholder }), help: `${help}${choice} [${standard}]` }
}
