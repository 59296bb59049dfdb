// Facts about METRICS_ENDPOINTS: order, names, addresses, ports, and what is said of each fault.
import { expect, test } from 'vitest'
import { describe } from '../../../src/errors/failure.ts'
import { judgeEntries, readTargetList } from '../../../src/config/targets.ts'
import type { JudgedTarget, TargetRules } from '../../../src/config/targets.ts'
import type { Finding } from '../../../src/errors/failure.ts'

const RULES: TargetRules = {
  allowHosts: [],
  allowMeshPorts: false,
  ownPort: 9090,
}

function readTargets(
  text: string,
  rules: TargetRules,
): { targets: readonly JudgedTarget[]; findings: Finding[] } {
  const { entries, findings } = readTargetList(text, 'METRICS_ENDPOINTS')
  const judged = judgeEntries(entries, rules)
  return { targets: judged.targets, findings: [...findings, ...judged.findings] }
}

test.each([
  {
    text: '{"api":"http://localhost:8080/metrics","worker":"http://127.0.0.1:9100/metrics"}',
    targets: ['api http://localhost:8080/metrics', 'worker http://127.0.0.1:9100/metrics'],
  },
  {
    text: '{"9":"http://[::1]:1/a?b=c","1":"http://127.1/"}',
    targets: ['9 http://[::1]:1/a?b=c', '1 http://127.0.0.1/'],
  },
  { text: 'http://localhost:8080/metrics', targets: ['endpoint1 http://localhost:8080/metrics'] },
  {
    text: ' http://localhost:1/ , http://localhost:2/ ,',
    targets: ['endpoint1 http://localhost:1/', 'endpoint2 http://localhost:2/'],
  },
  { text: '{"größe {x}":"http://localhost:1/"}', targets: ['größe {x} http://localhost:1/'] },
])('reads $text', ({ text, targets }) => {
  const read = readTargets(text.trim(), RULES)
  expect(read.findings).toEqual([])
  expect(read.targets.map(({ name, url }) => `${name} ${url.href}`)).toEqual(targets)
})

const one = (url: string): string => JSON.stringify({ a: url })

test.each<{ text: string; rules?: Partial<TargetRules>; codes: string[] }>([
  { text: '{"a":', codes: ['CONFIG_TARGETS_MALFORMED'] },
  { text: '{"a":1}', codes: ['CONFIG_TARGETS_MALFORMED'] },
  { text: '{"a":["http://localhost/"]}', codes: ['CONFIG_TARGETS_MALFORMED'] },
  { text: 'http://localhost/,,http://localhost/', codes: ['CONFIG_TARGETS_MALFORMED'] },
  { text: '["http://localhost/"]', codes: ['CONFIG_URL_INVALID'] },
  { text: '{"":"http://localhost/"}', codes: ['CONFIG_TARGET_NAME_INVALID'] },
  { text: String.raw`{"a\n":"http://localhost/"}`, codes: ['CONFIG_TARGET_NAME_INVALID'] },
  { text: String.raw`{"a\ud800":"http://localhost/"}`, codes: ['CONFIG_TARGET_NAME_INVALID'] },
  { text: `{"${'x'.repeat(129)}":"http://localhost/"}`, codes: ['CONFIG_TARGET_NAME_INVALID'] },
  { text: `{"${'x'.repeat(128)}":"http://localhost/"}`, codes: [] },
  { text: '{"a":"http://localhost/1","a":"http://localhost/2"}', codes: ['CONFIG_TARGET_NAME_REPEATED'] },
  { text: '{"metrics-aggregator":"http://localhost/"}', codes: ['CONFIG_TARGET_NAME_RESERVED'] },
  { text: one('localhost:8080/metrics'), codes: ['CONFIG_URL_INVALID'] },
  { text: one('https://localhost/metrics'), codes: [] },
  { text: one('https://localhost/metrics'), rules: { ownPort: 80 }, codes: [] },
  { text: one('https://localhost/metrics'), rules: { ownPort: 443 }, codes: ['CONFIG_PORT_OWN'] },
  { text: one('https://10.0.0.7/metrics'), codes: ['CONFIG_ADDRESS_FORBIDDEN'] },
  { text: one('https://169.254.169.254/'), codes: ['CONFIG_ADDRESS_LINK_LOCAL'] },
  { text: one('ftp://localhost/metrics'), codes: ['CONFIG_URL_INVALID'] },
  { text: one('/metrics'), codes: ['CONFIG_URL_INVALID'] },
  { text: one('http://localhost:99999/'), codes: ['CONFIG_URL_INVALID'] },
  { text: one(''), codes: ['CONFIG_URL_INVALID'] },
  { text: one('http://user@localhost/'), codes: ['CONFIG_URL_CREDENTIALS'] },
  { text: one('https://user:secret@localhost/'), codes: ['CONFIG_URL_CREDENTIALS'] },
  { text: one('http://10.0.0.7/metrics'), codes: ['CONFIG_ADDRESS_FORBIDDEN'] },
  { text: one('http://10.0.0.7/metrics'), rules: { allowHosts: ['10.0.0.7'] }, codes: [] },
  { text: one('http://APP./metrics'), rules: { allowHosts: ['app'] }, codes: [] },
  { text: one('http://[fd00::0:1]/'), rules: { allowHosts: ['fd00::1'] }, codes: [] },
  { text: one('http://example.com/'), rules: { allowHosts: ['*'] }, codes: [] },
  { text: one('http://169.254.169.254/'), codes: ['CONFIG_ADDRESS_LINK_LOCAL'] },
  {
    text: one('http://169.254.169.254/'),
    rules: { allowHosts: ['*', '169.254.169.254'] },
    codes: ['CONFIG_ADDRESS_LINK_LOCAL'],
  },
  { text: one('http://127.0.0.1:9090/metrics'), codes: ['CONFIG_PORT_OWN'] },
  { text: one('http://localhost/metrics'), rules: { ownPort: 80 }, codes: ['CONFIG_PORT_OWN'] },
  { text: one('http://10.0.0.7:9090/metrics'), rules: { allowHosts: ['*'] }, codes: [] },
  ...[15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090].map((port) => ({
    text: one(`http://localhost:${port}/`),
    codes: ['CONFIG_PORT_MESH'],
  })),
  { text: one('http://localhost:15020/'), rules: { allowMeshPorts: true }, codes: [] },
  {
    text: '{"":"ftp://x/","b":"http://10.0.0.1/"}',
    codes: ['CONFIG_TARGET_NAME_INVALID', 'CONFIG_URL_INVALID', 'CONFIG_ADDRESS_FORBIDDEN'],
  },
])('$text with $rules gives $codes', ({ text, rules, codes }) => {
  expect(readTargets(text, { ...RULES, ...rules }).findings.map(({ code }) => code)).toEqual(codes)
})

test.each([
  one('http://user:secret@localhost/'),
  one('ftp://user:secret@localhost/'),
  one('http://user:se/secret@localhost/'),
  one('user:secret@localhost/'),
  'http://user:secret@localhost/',
  '{"a":"http://user:secret@localhost/',
])('no finding repeats the password of %s', (text) => {
  const { findings } = readTargets(text, RULES)
  expect(findings).toHaveLength(1)
  expect(findings.map(({ code, facts }) => describe(code, facts)).join()).not.toMatch(/secret|se\//)
})
