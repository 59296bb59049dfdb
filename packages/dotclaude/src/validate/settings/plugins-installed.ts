// OPS-1: a plugin that the user switched on is installed, or it does nothing without saying so.
import { isMapping } from '../shape.ts'
import type { Mapping } from '../shape.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { settingsRule } from './settings-rule.ts'

const REGISTRY = 'plugins/installed_plugins.json'

export const pluginsInstalled: Rule = settingsRule({
  id: 'plugins-installed',
  code: 'SETTINGS_OPS_1',
  check: (value, report, { settings, options }) => {
    // A project switches plugins on for people who may still have to install them.
    if (settings.scope !== 'user') return []
    const enabled = Object.entries(enabledIn(value)).filter(([, on]) => on === true)
    const installed = installedPlugins(options)
    if (installed === undefined)
      return enabled.length === 0
        ? []
        : [
            report(
              ['enabledPlugins'],
              { detail: `~/.claude/${REGISTRY} does not exist` },
              { severity: 'warning' },
            ),
          ]
    return enabled
      .filter(([name]) => !installed.has(name))
      .map(([name]) => report(['enabledPlugins', name], { detail: `plugin ${name} is not installed` }))
  },
})

function enabledIn(value: Mapping): Mapping {
  return isMapping(value['enabledPlugins']) ? value['enabledPlugins'] : {}
}

function installedPlugins({ home }: RuleOptions): ReadonlySet<string> | undefined {
  const registry = home?.json(REGISTRY)?.value
  const plugins = isMapping(registry) ? registry['plugins'] : undefined
  return isMapping(plugins) ? new Set(Object.keys(plugins)) : undefined
}
