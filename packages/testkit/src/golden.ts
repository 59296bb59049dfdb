// Golden cases: a folder per case with input files and `expected.*` files. A driver turns the inputs into outputs; each
// output must equal the expected file byte by byte. `UPDATE_GOLDEN=1` writes the outputs down instead, but not where
// CI is set: there a changed output is a failure, never news.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** File names, such as `expected.prom`, to contents. */
export type Outputs = Readonly<Record<string, string | Uint8Array>>

export interface Difference {
  readonly file: string
  readonly expected: string | undefined
  readonly actual: string | undefined
}

/** The names of the cases below a folder, sorted. */
export function goldenCases(casesFolder: string): string[] {
  return readdirSync(casesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}

const expectedFiles = (folder: string): string[] =>
  readdirSync(folder).filter((file) => file.startsWith('expected.'))

// Latin-1 maps every byte to one character, so that a difference in any byte stays visible and countable.
const asText = (contents: string | Uint8Array): string => Buffer.from(contents).toString('latin1')

/** Empty when every output stands as expected and nothing else was expected. */
export function compareGolden(folder: string, outputs: Outputs): Difference[] {
  const names = new Set([...expectedFiles(folder), ...Object.keys(outputs)])
  return [...names].flatMap((file) => {
    const actual = outputs[file] === undefined ? undefined : asText(outputs[file])
    const expected = expectedFiles(folder).includes(file)
      ? asText(readFileSync(join(folder, file)))
      : undefined
    return actual === expected ? [] : [{ file, expected, actual }]
  })
}

function rewriteGolden(folder: string, outputs: Outputs): void {
  for (const file of expectedFiles(folder)) rmSync(join(folder, file))
  for (const [file, contents] of Object.entries(outputs)) writeFileSync(join(folder, file), contents)
}

/** Compares, or rewrites and reports no difference when asked to through the environment. */
export function checkGolden(
  folder: string,
  outputs: Outputs,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Difference[] {
  if (env['UPDATE_GOLDEN'] !== '1') return compareGolden(folder, outputs)
  if (env['CI']) throw new Error('UPDATE_GOLDEN is refused where CI is set')
  rewriteGolden(folder, outputs)
  return []
}
