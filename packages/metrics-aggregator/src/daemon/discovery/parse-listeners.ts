/** Reads the kernel's tables of TCP sockets (proc_net_tcp(5)): who listens where. Pure. */

export interface TcpListener {
  /** As Node writes it; `0.0.0.0` and `::` for every address. */
  readonly address: string
  readonly port: number
  /** Differs for another socket on the same port. */
  readonly inode: string
}

const STATE_LISTEN = '0A'

/** `text` is the content of `tcp` or `tcp6`. Lines that are not understood are passed over. */
export function parseListeners(text: string): TcpListener[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/)
    const [host = '', port = ''] = fields[1]?.split(':') ?? []
    if (fields[3] !== STATE_LISTEN || !/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/.test(host)) return []
    return [{ address: addressOf(host), port: Number.parseInt(port, 16), inode: fields[9] ?? '' }]
  })
}

/** Words of four bytes, each in the byte order of a little-endian machine, which is all that Node runs on. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  )
  if (bytes.length === 4) return bytes.join('.')
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  if (isMapped) return bytes.slice(12).join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}
