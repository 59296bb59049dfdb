// What is answered before the program is loaded: scripts ask for the version before each call.
import { version } from '../diagnostics/version.ts'

/** `undefined` where the program has to be loaded. */
export function quickAnswer(words: readonly string[]): string | undefined {
  return words.length === 1 && words[0] === '--version' ? `${version}\n` : undefined
}
