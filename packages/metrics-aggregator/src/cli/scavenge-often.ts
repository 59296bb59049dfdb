/** The memory policy of a process that serves pages: what a scrape leaves behind is freed before the next ones add to it. */

/**
 * Holds V8's young generation at its first size. Bodies arrive in buffers of 64 KiB outside the heap, which only a
 * collection of the young generation frees, and the larger that generation grows the rarer it is collected: a third of
 * the memory under load would be such buffers.
 */
/** Loaded here: a process that nobody scrapes need not have it in memory. */
export async function scavengeOften(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--semi-space-growth-factor=1')
}
