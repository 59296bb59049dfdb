// A relative link or an import of an instruction file leads to something in the repository.
import { mentionRule } from './mention-rule.ts'
import type { Rule } from '../rule.ts'
import { folderOf, isThere, joined, nearestPath } from './resolve-path.ts'

const SCHEME = /^([a-z][a-z0-9+.-]*:|\/\/|#)/i
const PLACEHOLDER = /[{}<>$*]|\.\.\./

export const linksResolve: Rule = mentionRule({
  id: 'links-resolve',
  code: 'DRIFT_LINK_BROKEN',
  check: ({ kind, text }, file, snapshot) => {
    if ((kind !== 'link' && kind !== 'import') || SCHEME.test(text) || PLACEHOLDER.test(text)) return []
    const path = decoded(text.replace(/[?#].*$/, ''))
    // What leaves the repository cannot be judged from inside it.
    const target = path.startsWith('/') ? joined('', path) : joined(folderOf(file), path)
    if (path === '' || target === undefined || isThere(snapshot, target)) return []
    return [{ facts: { path: text }, nearest: nearestPath(snapshot, target) }]
  },
})

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
