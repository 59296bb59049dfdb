// What stands in front of each item: facets of the agreed words, days that are days, tools that exist, and an argument
// where the body takes one. A slip in one of these breaks nothing at once; it only hides the item from who looks for it.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { portableItemsIn } from '../../src/library/portable-item.ts'
import type { PortableItem } from '../../src/library/portable-item.ts'
import { bundledFolder, openItemFolder } from '../../src/repo/item-folder.ts'
import { makeSnapshot } from '../../src/repo/snapshot.ts'

const TOOLS = ['Bash', 'Edit', 'Glob', 'Grep', 'Read', 'WebFetch', 'WebSearch', 'Write']
const LISTS = ['domain', 'platform', 'task']

const shared = JSON.parse(
  readFileSync(new URL('../../schemas/frontmatter.schema.json', import.meta.url), 'utf8'),
) as { readonly $id: string }

/** The shared facets are published; here all of them have to be there, and nothing else. */
const ITEM = {
  type: 'object',
  $ref: shared.$id,
  required: 'kind version domain platform task maturity owner created updated triggers'.split(' '),
  properties: {
    kind: { enum: ['agent', 'command', 'rule', 'skill'] },
    triggers: { type: 'string', pattern: '^[a-z0-9]' },
    'argument-hint': { type: 'string', minLength: 1 },
    model: { enum: ['haiku', 'sonnet', 'opus'] },
    effort: { enum: ['low', 'medium', 'high', 'max'] },
    'headless-safe': { enum: ['true', 'false'] },
    needs: { type: 'string', minLength: 1 },
  },
  unevaluatedProperties: false,
}

const ajv = new Ajv2020({ allErrors: true, schemas: [shared] })
addFormats.default(ajv)
const isItem = ajv.compile(ITEM)

function faultsOf(item: PortableItem): readonly string[] {
  const { kind, license, metadata, allowedTools, body } = item
  const facets = Object.entries(metadata).map(([key, value]) => [
    key,
    LISTS.includes(key) ? value.split(', ') : value,
  ])
  isItem(Object.fromEntries(facets))
  const [created = '', updated = ''] = [metadata['created'], metadata['updated']]
  return [
    ...(isItem.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
    ...(metadata['kind'] === kind ? [] : [`a ${metadata['kind']} among ${kind}s`]),
    ...(kind === 'rule' || metadata['model'] !== undefined ? [] : ['no model']),
    ...(license === 'MIT' ? [] : [`license ${license}`]),
    ...(created <= updated ? [] : ['updated before it was created']),
    ...allowedTools
      .filter((tool) => !TOOLS.includes(tool.replace(/\(.*\)$/s, '')))
      .map((tool) => `no tool ${tool}`),
    ...(body.includes('$ARGUMENTS') === (metadata['argument-hint'] !== undefined) ? [] : ['argument']),
  ]
}

const folder = openItemFolder(bundledFolder())
const items = folder === undefined ? [] : portableItemsIn(folder)

test.each(items.map((item) => [item.id, item] as const))('%s', (_, item) => {
  expect(faultsOf(item)).toEqual([])
})

const GOOD = `---
name: tidy
description: Tidies.
license: MIT
allowed-tools: Read Bash(git log:*)
metadata:
  kind: command
  version: 1.0.0
  domain: devex, writing
  platform: none
  task: review
  maturity: validated
  owner: dotclaude
  created: 2026-11-21
  updated: 2026-11-22
  triggers: tidy this
  argument-hint: '[folder]'
  model: haiku
  effort: max
  headless-safe: 'false'
---

# Tidy

Tidy $ARGUMENTS.
`

test.each([
  ['nothing', '', '', []],
  ['a domain', 'devex', 'dvex', ['/domain/0 must be equal to one of the allowed values']],
  [
    'a separator',
    'devex, writing',
    'devex; writing',
    ['/domain/0 must be equal to one of the allowed values'],
  ],
  ['a platform', 'none', 'kubrnetes', ['/platform/0 must be equal to one of the allowed values']],
  ['a task', 'review', 'reviw', ['/task/0 must be equal to one of the allowed values']],
  ['a maturity', 'validated', 'validted', ['/maturity must be equal to one of the allowed values']],
  ['a version', '1.0.0', "'1'", [expect.stringContaining('/version must match pattern')]],
  ['a day', '2026-11-22', '2026-13-22', ['/updated must match format "date"']],
  ['an order of days', '2026-11-21', '2026-12-21', ['updated before it was created']],
  ['a model', 'haiku', 'haikoo', ['/model must be equal to one of the allowed values']],
  ['a model less', '  model: haiku\n', '', ['no model']],
  ['an effort', 'effort: max', 'effort: maximum', ['/effort must be equal to one of the allowed values']],
  ['a yes', "'false'", "'no'", ['/headless-safe must be equal to one of the allowed values']],
  ['an owner less', '  owner: dotclaude\n', '', [" must have required property 'owner'"]],
  ['triggers less', '  triggers: tidy this\n', '', [" must have required property 'triggers'"]],
  ['a key', 'effort:', 'efort:', [' must NOT have unevaluated properties']],
  ['a kind', 'kind: command', 'kind: agent', ['a agent among commands']],
  ['a licence', 'license: MIT', 'license: GPL-3.0', ['license GPL-3.0']],
  ['a tool', 'Read Bash', 'Raed Bash', ['no tool Raed']],
  ['an argument that nothing takes', '$ARGUMENTS', 'it', ['argument']],
  ['an argument without a hint', "  argument-hint: '[folder]'\n", '', ['argument']],
])('a slip in %s is found', (_, from, to, faults) => {
  const bytes = Buffer.from(GOOD.replace(from, to))
  const [item] = portableItemsIn(
    makeSnapshot({ root: '/', files: ['commands/tidy/SKILL.md'], read: () => bytes }),
  )
  expect(item && faultsOf(item)).toEqual(faults)
})
