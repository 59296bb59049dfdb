// Whether Node is new enough.
import { expect, test } from 'vitest'
import { judgeNode } from '../../../../src/cli/doctor/judge-node.ts'

test.each([
  { version: '18.20.0', code: 'ENV_NODE_OLD' },
  { version: '20.18.3', code: 'ENV_NODE_OLD' },
  { version: '20.19.0', code: undefined },
  { version: '22.0.0', code: undefined },
  { version: '24.1.0-nightly', code: undefined },
])('Node $version: $code', ({ version, code }) => {
  const finding = judgeNode(version)
  expect(typeof finding === 'string' ? undefined : finding.code).toBe(code)
})
