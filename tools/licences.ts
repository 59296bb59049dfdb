// Collects the licence text of every package whose code esbuild put into a bundle: bundling must not strip the
// notices that those licences ask to be kept. A package without a licence file fails the build.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i
const SEPARATOR = `\n${'-'.repeat(80)}\n\n`

/** `node_modules/a/node_modules/@b/c/lib/x.js` lies in the package `node_modules/a/node_modules/@b/c`. */
function packageFolderOf(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0]
}

function noticeOf(root: string, folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const files = readdirSync(join(root, folder)).filter((file) => LICENCE_FILE.test(file))
  if (files.length === 0) throw new Error(`${name} is bundled but has no licence file; see ${folder}`)
  const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim())
  return `${name} ${version}\n\n${texts.join('\n\n')}\n`
}

/** Our own licence first, then the others by folder name. The inputs are the keys of an esbuild metafile. */
export function licencesOf(root: string, inputs: readonly string[], ownLicence: string): string {
  return [ownLicence, ...packageFoldersOf(inputs).map((folder) => noticeOf(root, folder))].join(SEPARATOR)
}

/** Each package once, by folder name. */
export function packageFoldersOf(inputs: readonly string[]): readonly string[] {
  const folders = new Set(inputs.map(packageFolderOf).filter((folder) => folder !== undefined))
  return [...folders].toSorted()
}
