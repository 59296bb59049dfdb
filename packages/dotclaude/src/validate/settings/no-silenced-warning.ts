// SEC-2: whoever starts a mode without permissions sees the warning; the key must not be there, whatever its value.
import type { Rule } from '../rule.ts'
import { settingsRule } from './settings-rule.ts'

const KEY = 'skipDangerousModePermissionPrompt'

export const noSilencedWarning: Rule = settingsRule({
  id: 'no-silenced-warning',
  code: 'SETTINGS_SEC_2',
  check: (value, report) => (Object.hasOwn(value, KEY) ? [report([KEY], { key: KEY })] : []),
})
