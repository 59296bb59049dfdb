/**
 * A MutatingAdmissionPolicy as the API server would carry it out on an object, with its implementation of CEL: whether the
 * conditions hold, and the document that the expression makes.
 */
import { askProgram, builtGoProgram } from '../../oracles/program.ts'
import type { Manifest } from './documents.ts'

interface Spec {
  readonly matchConditions: readonly { readonly expression: string }[]
  readonly mutations: readonly { readonly applyConfiguration: { readonly expression: string } }[]
}

export interface Admission {
  readonly matches: boolean
  readonly configuration?: unknown
  readonly error?: string
}

export async function admit(policy: Manifest, object: object): Promise<Admission> {
  const { matchConditions, mutations } = policy.spec as Spec
  const question = {
    conditions: matchConditions.map(({ expression }) => expression),
    expression: mutations[0]?.applyConfiguration.expression,
    object,
  }
  const [answer] = await askProgram<Admission>([await builtGoProgram('cel')], [question])
  if (answer === undefined) throw new Error('no answer')
  return answer
}
