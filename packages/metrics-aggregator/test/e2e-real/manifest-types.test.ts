/** Every manifest as it stands in the repository has the types and fields that Kubernetes, the operator and Istio publish. */
import { hasRealParts } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { manifestFiles, readDeployFile, readManifests } from '../support/manifests/documents.ts'
import { typeFindings } from '../support/manifests/type-findings.ts'

const good = readDeployFile('kubernetes/native-sidecar.yaml')
const SELECTOR = '  selector:\n    matchLabels: { app.kubernetes.io/name: shop }\n'
const TYPE_FAULTS = [
  { is: 'image: registry', was: 'imagee: registry', said: 'imagee' },
  { is: 'failureThreshold: 30', was: 'failureThreshold: "30"', said: "'string' is not assignable" },
  { is: SELECTOR, was: '', said: 'must have required property selector' },
  { is: 'periodSeconds: 1', was: 'periodSeconds: 1.5', said: 'must be integer' },
]

describe.runIf(hasRealParts(['types of Kubernetes']))('types', () => {
  test('no manifest has an unknown field or a wrong type', async () => {
    expect(
      await typeFindings(manifestFiles().flatMap((file) => readManifests(readDeployFile(file)))),
    ).toEqual([])
  })

  test.each(TYPE_FAULTS)('said of $was: $said', async ({ is, was, said }) => {
    const planted = good.replace(is, was)
    expect((await typeFindings(readManifests(planted))).join('\n')).toContain(said)
  })
})
