// The little TOML that agents want: one table of texts.

/** Basic strings, on several lines where the text has them (TOML 1.0, String). */
export function stringify(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${quoted(value)}\n`]))
    .join('')
}

function quoted(value: string): string {
  const lines = value.split('\n').map(escaped)
  return lines.length === 1 ? `"${lines[0]}"` : `"""\n${lines.join('\n')}"""`
}

/** JSON's escapes are TOML's too; the delete character is the one that JSON leaves bare. */
function escaped(line: string): string {
  return JSON.stringify(line).slice(1, -1).replaceAll('\u007F', '\\u007F')
}
