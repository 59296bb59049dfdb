// The few files that make up a policy, read from disk or from a commit. The snapshot of the checks lists a whole repository
// first, which takes longer than a hook may.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FACTS_FILE } from '../policy/facts-file.ts'
import { CONFIG_FILE, isPolicyFile } from '../policy/policy.ts'
import type { PolicySource } from '../policy/policy.ts'
import { askGit, fieldsOf } from '../repo/git.ts'
import { parseJsonDocument } from '../repo/json-document.ts'
import { once } from './once.ts'

const SPECS_FOLDER = 'docs/specs'

export function policyOnDisk(root: string): PolicySource {
  return {
    json: (path) => {
      const text = textOf(join(root, path))
      return text === undefined ? undefined : parseJsonDocument(text)
    },
    isFile: (path) => isFile(join(root, path)),
    under: (folder) =>
      namesIn(join(root, folder))
        .map((name) => `${folder}/${name}/spec.json`)
        .filter((path) => isFile(join(root, path))),
  }
}

/** Of a commit, or of the index where no commit is named. Specs, of which there may be hundreds, are read when asked for. */
export function policyInGit(root: string, commit: string): PolicySource {
  const read = (files: readonly string[]): ReadonlyMap<string, string> => blobs(root, commit, files)
  const settings = once(() => read([FACTS_FILE, CONFIG_FILE]))
  const specs = once(() => read(specFilesAt(root, commit)))
  return {
    json: (path) => {
      const text = isSetting(path) ? settings().get(path) : specs().get(path)
      return text === undefined ? undefined : parseJsonDocument(text)
    },
    isFile: (path) => (isSetting(path) ? settings() : specs()).has(path),
    under: (folder) => [...specs().keys()].filter((path) => path.startsWith(`${folder}/`)),
  }
}

function isSetting(path: string): boolean {
  return path === FACTS_FILE || path === CONFIG_FILE
}

/** A name with a line break in it cannot be asked for, and covers nothing. */
function specFilesAt(root: string, commit: string): readonly string[] {
  const listed =
    commit === ''
      ? askGit(root, ['ls-files', '-z', '--', SPECS_FOLDER])
      : askGit(root, ['ls-tree', '-r', '-z', '--name-only', commit, SPECS_FOLDER])
  return fieldsOf(listed).filter((path) => isPolicyFile(path) && !path.includes('\n'))
}

/** The contents of those that are there, in one call. An answer is a line with kind and size at its end, the bytes and a line break. */
function blobs(root: string, commit: string, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  if (files.length === 0) return texts
  const input = files.map((path) => `${commit}:./${path}\n`).join('')
  const answer = askGit(root, ['cat-file', '--batch'], { input })
  let at = 0
  for (const path of files) {
    const lineEnd = answer.indexOf('\n', at)
    const [, kind, size] = / (\w+) (\d+)$/.exec(answer.subarray(at, lineEnd).toString('utf8')) ?? []
    at = lineEnd + 1
    // What is not there has a line alone.
    if (size === undefined) continue
    if (kind === 'blob') texts.set(path, answer.subarray(at, at + Number(size)).toString('utf8'))
    at += Number(size) + 1
  }
  return texts
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Below a file there is nothing, which the system calls an error. */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
