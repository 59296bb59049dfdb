// The command prompt of Windows: what stands behind `cmd /c`, put into the words of a shell that the reader knows. Only the
// words that delete, overwrite or disguise are translated; all else is a program with the same name.

const FOR = /\bfor\s+%%?(\w)\s+in\s+\(([^)]*)\)\s+do\s+([^&]*)/gi
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:del|erase)\b((?:\s+\/\w+)*)/gi, 'rm -f'],
  [/\b(?:rd|rmdir)\b((?:\s+\/\w+)*)/gi, 'rm -rf'],
  [/\bcopy\b((?:\s+\/\w+)*)/gi, 'cp'],
  [/\bmove\b((?:\s+\/\w+)*)/gi, 'mv -f'],
  [/\btype\s+nul\b/gi, ':'],
  [/\becho[.(]/gi, 'echo '],
]

export function shellTextOf(text: string): string {
  const plain = withoutCarets(text)
    .replaceAll(/\bset\s+"?(\w+)=([^&"]*)"?/gi, '$1=$2')
    .replaceAll(FOR, (_, name: string, words: string, body: string) => {
      const loop = body.replaceAll(new RegExp(`%%?${name}`, 'g'), `$${name}`)
      return `for ${name} in ${words}; do ${loop}; done`
    })
    .replaceAll(/%(\w+)%/g, '$$$1')
    .replaceAll(/\b(?:call|start\s+\/b)\s+/gi, '')
    .replaceAll('\\', '/')
    .replaceAll(/(?<!&)&(?!&)/g, ';')
  const searched = plain.replaceAll(
    /\b(?:del|erase)\b((?:\s+\/\w+)*\s+\/s(?:\s+\/\w+)*)\s+([^\s;&|]+)/gi,
    "find . -name '$2' -delete",
  )
  return RENAMED.reduce((renamed, [pattern, word]) => renamed.replaceAll(pattern, word), searched)
}

/** A caret keeps the next sign from meaning anything; before the end of a line it continues the line. */
function withoutCarets(text: string): string {
  return text.replaceAll(/\^\r?\n?/g, '')
}
