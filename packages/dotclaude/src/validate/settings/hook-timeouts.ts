// Time limits of hooks are in seconds. One above the agent's own limit of ten minutes was probably meant in thousandths
// of a second, and lets a hook that hangs hold the session for hours.
import type { Rule } from '../rule.ts'
import { settingsRule } from './settings-rule.ts'
import { handlersIn } from './started-programs.ts'

const SECONDS_MAX = 600

export const hookTimeouts: Rule = settingsRule({
  id: 'hook-timeouts',
  code: 'SETTINGS_HOOK_TIMEOUT',
  check: (value, report) =>
    handlersIn(value).flatMap(({ handler, keys }) => {
      const timeout = handler['timeout']
      if (typeof timeout !== 'number' || timeout <= SECONDS_MAX) return []
      return [report([...keys, 'timeout'], { timeout, minutes: Math.round(timeout / 60) })]
    }),
})
