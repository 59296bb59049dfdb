// The flags by which items of the library are chosen, with the values that the schemas of the items allow.
import type { Flag } from '../command.ts'

export const TYPE_FLAG: Flag = {
  name: 'type',
  placeholder: 'TYPE',
  choice: ['agent', 'command', 'hook', 'rule', 'skill', 'template'],
  help: 'only items of this type',
}

export const SOURCE_FLAG: Flag = {
  name: 'source',
  placeholder: 'SOURCE',
  isRepeatable: true,
  choice: ['repository', 'user', 'bundled'],
  help: 'look only here: repository, user or bundled',
}

export const FACET_FLAGS: readonly Flag[] = [
  { name: 'domain', placeholder: 'DOMAIN', help: 'only items of this domain, such as infra or security' },
  { name: 'platform', placeholder: 'PLATFORM', help: 'only items for this platform, such as aws or docker' },
  { name: 'task', placeholder: 'TASK', help: 'only items for this task, such as review or debugging' },
  {
    name: 'maturity',
    placeholder: 'MATURITY',
    choice: ['draft', 'validated', 'production', 'deprecated'],
    help: 'only items that are draft, validated, production or deprecated',
  },
]
