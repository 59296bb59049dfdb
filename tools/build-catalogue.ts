// Writes the library's pages, their list and the README's catalogue; run it after changing an item:
// `tsx tools/build-catalogue.ts`. With `--check` it writes nothing and ends with 1 where a page is not current.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogueState } from './catalogue.ts'

const PRODUCT = fileURLToPath(new URL('../packages/dotclaude', import.meta.url))
const { stale, surplus } = catalogueState(PRODUCT)

if (process.argv.includes('--check')) {
  for (const path of [...surplus, ...stale.keys()]) console.log(`not current: packages/dotclaude/${path}`)
  process.exitCode = surplus.length + stale.size > 0 ? 1 : 0
} else {
  for (const path of surplus) rmSync(join(PRODUCT, path))
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(PRODUCT, path)), { recursive: true })
    writeFileSync(join(PRODUCT, path), text)
  }
  console.log(`${stale.size} pages written, ${surplus.length} removed`)
}
