// Facts about settings as flags.
import { expect, test } from 'vitest'
import { flagsAlone, settingFlags } from '../../../src/cli/setting-flags.ts'

test.each([
  {
    name: 'port',
    flag: {
      name: 'port',
      placeholder: 'PORT',
      help: 'the port to listen on; 0 for any free one [METRICS_AGGREGATOR_PORT, default 9090]',
    },
  },
  {
    name: 'bind',
    flag: {
      name: 'bind',
      placeholder: 'HOST',
      help: 'the address to listen on; empty for every one [METRICS_BIND_ADDRESS]',
    },
  },
  {
    name: 'scrapeRedirects',
    flag: {
      name: 'scrape-redirects',
      placeholder: 'POLICY',
      help: 'whether redirects of targets are followed: never, same_origin [METRICS_SCRAPE_REDIRECTS, default never]',
    },
  },
  {
    name: 'allowMeshPorts',
    flag: {
      name: 'allow-mesh-ports',
      help: "whether targets may be on the mesh proxy's ports [METRICS_ALLOW_MESH_PORTS, default false]",
    },
  },
] as const)('$name', ({ name, flag }) => {
  expect(settingFlags([name])).toEqual([flag])
})

test.each([
  ['port', 'the port to listen on; 0 for any free one [default 9090]'],
  ['bind', 'the address to listen on; empty for every one'],
] as const)('%s names no variable where none counts', (name, help) => {
  expect(flagsAlone([name]).map((flag) => flag.help)).toEqual([help])
})
