/** Reads a small file of the configuration whole, and says in a word why it could not. */
import { open } from 'node:fs/promises'

export type TextFile = { readonly text: string } | { readonly detail: string }

/** Never reads more than the cap, so that a device or a log named by mistake takes no memory. */
export async function readTextFile(path: string, bytesMax: number): Promise<TextFile> {
  try {
    const file = await open(path)
    try {
      const buffer = Buffer.alloc(bytesMax + 1)
      let bytes = 0
      for (let isMore = true; isMore && bytes <= bytesMax;) {
        const { bytesRead } = await file.read(buffer, bytes)
        bytes += bytesRead
        isMore = bytesRead > 0
      }
      return bytes > bytesMax
        ? { detail: `more than ${bytesMax} bytes` }
        : { text: buffer.toString('utf8', 0, bytes) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { detail: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' }
  }
}
