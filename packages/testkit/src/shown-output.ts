// Compares the output that a page shows with the one that came. `…` stands for anything in a line, and alone in a line
// for any lines; columns may be as wide as they like, because a port or a name may be longer here.

export function isShown(shown: string, actual: string): boolean {
  const rows = squeezed(shown)
    .split('\n')
    .map((row) => (row === '…' ? '(?:.*\n)*?' : `${row.split('…').map(escaped).join('.*')}\n`))
  return new RegExp(`^${rows.join('')}$`).test(`${squeezed(actual)}\n`)
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

const squeezed = (text: string): string => text.trimEnd().replaceAll(/ +/g, ' ')
