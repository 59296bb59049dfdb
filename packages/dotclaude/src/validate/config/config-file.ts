// Our own configuration, `.claude/dotclaude.json`, as the rules see it.
import type { JsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'

export const CONFIG_FILE = '.claude/dotclaude.json'

/** `undefined` where the repository has none, which is fine. */
export const configIn: (snapshot: Snapshot) => JsonDocument | undefined = oncePerSnapshot((snapshot) =>
  snapshot.isFile(CONFIG_FILE) ? snapshot.json(CONFIG_FILE) : undefined,
)
