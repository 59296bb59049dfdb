// The few files that make up a policy, read from disk or from a commit. The snapshot of the checks lists a whole repository
// first, which takes longer than a hook may.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FACTS_FILE } from '../policy/facts-file.ts'
import { CONFIG_FILE, isPolicyFile } from '../policy/policy.ts'
import type { PolicySource } from '../policy/policy.ts'
import { askGit, fieldsOf } from '../repo/git.ts'
import { parseJsonDocument } from '../repo/json-document.ts'

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

/** Of a commit, or of the index where no commit is named. */
export function policyInGit(root: string, commit: string): PolicySource {
  const listed =
    commit === ''
      ? askGit(root, ['ls-files', '-z', '--', SPECS_FOLDER, FACTS_FILE, CONFIG_FILE])
      : askGit(root, ['ls-tree', '-r', '-z', '--name-only', commit, SPECS_FOLDER, FACTS_FILE, CONFIG_FILE])
  const files = fieldsOf(listed).filter(isPolicyFile)
  const contents = blobs(root, commit, files)
  const texts = new Map(files.map((path, index) => [path, contents[index]]))
  return {
    json: (path) => {
      const text = texts.get(path)
      return text === undefined ? undefined : parseJsonDocument(text)
    },
    isFile: (path) => texts.has(path),
    under: (folder) => files.filter((path) => path.startsWith(`${folder}/`)),
  }
}

/** The contents in one call. Each answer is a line with the size at its end, the bytes and a line break. */
function blobs(root: string, commit: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) return []
  const input = files.map((path) => `${commit}:./${path}\n`).join('')
  const answer = askGit(root, ['cat-file', '--batch'], { input })
  let at = 0
  return files.map(() => {
    const lineEnd = answer.indexOf('\n', at)
    const size = Number(/ blob (\d+)$/.exec(answer.subarray(at, lineEnd).toString('utf8'))?.[1] ?? 0)
    const start = lineEnd + 1
    at = start + size + 1
    return answer.subarray(start, start + size).toString('utf8')
  })
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
