/** The listeners of our network namespace, which a pod's containers share. */
import { readFile } from 'node:fs/promises'
import { parseListeners } from './parse-listeners.ts'
import type { TcpListener } from './parse-listeners.ts'

/** `root` holds the kernel's tables. One that is not there (no IPv6, no Linux) has no listeners. */
export async function readListeners(root: string): Promise<TcpListener[]> {
  const texts = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`${root}/${table}`, 'latin1').catch(() => '')),
  )
  return texts.flatMap(parseListeners)
}
