// Whether a version of Node is one that this program runs on. The floor is that of package.json.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Finding } from './probe.ts'

const NODE_FLOOR = [20, 19] as const

export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isFit = major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1])
  const needed = NODE_FLOOR.join('.')
  return isFit ? `Node ${version} (>=${needed} required)` : diagnose('ENV_NODE_OLD', {}, { version, needed })
}
