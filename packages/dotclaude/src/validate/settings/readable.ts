// Settings are JSON, with comments where people like them. An agent that cannot read its settings runs without them.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { settingsFilesIn } from './settings-files.ts'
import type { SettingsFile } from './settings-files.ts'

export const readable: Rule = {
  id: 'readable',
  codes: ['SETTINGS_OPS_1'],
  check: (snapshot, options) => settingsFilesIn(snapshot, options).flatMap(diagnosticsOf),
}

function diagnosticsOf({ file, document, value }: SettingsFile): readonly Diagnostic[] {
  if (value !== undefined) return []
  const [error] = document.errors
  if (error === undefined)
    return [diagnose('SETTINGS_OPS_1', placeIn(file, document, ''), { detail: 'the settings are no object' })]
  const detail = `the settings are malformed: ${error.message}`
  return [diagnose('SETTINGS_OPS_1', firstErrorIn(file, document), { detail })]
}
