// Facts about what is shown of a target: every option that was said, and no secret.
import { expect, test } from 'vitest'
import { readConfigFile } from '../../../src/config/file/read-config-file.ts'
import { readYaml } from '../../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../../src/config/parse-config.ts'

async function shown(text: string): Promise<readonly object[]> {
  const yaml = await readYaml(text, 'f.yaml')
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.findings))
  const outcome = parseConfig({}, {}, { file: readConfigFile(yaml.root) })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  return outcome.given
}

test('options are shown with their places, values of headers and queries are not', async () => {
  const text = [
    'targets:',
    '  api:',
    '    url: http://127.0.0.1/metrics?token=hunter2',
    '    timeout: 1500ms',
    '    headers: {X-Key: hunter2, X-Quote: "hun\\"ter2"}',
    '    drop_families: [go_*]',
    '',
  ].join('\n')
  expect(await shown(text)).toEqual([
    {
      name: 'api',
      url: 'http://127.0.0.1/metrics?***',
      source: 'f.yaml:3:10 (/targets/api/url)',
      options: [
        { option: 'timeout', value: '1500ms', source: 'f.yaml:4:14 (/targets/api/timeout)' },
        { option: 'drop_families', value: 'go_*', source: 'f.yaml:6:20 (/targets/api/drop_families)' },
        {
          option: 'headers',
          value: '{"X-Key":"***","X-Quote":"***"}',
          source: 'f.yaml:5:14 (/targets/api/headers)',
        },
      ],
    },
  ])
})
