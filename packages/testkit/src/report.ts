// What a passing test run still has to tell: scores, tables, figures. The check (tools/check.ts) shows the lines that bear
// the mark also where everything passed, and no others.
const MARK = '» '

export function report(text: string): void {
  console.log(
    text
      .split('\n')
      .map((line) => `${MARK}${line}`)
      .join('\n'),
  )
}
