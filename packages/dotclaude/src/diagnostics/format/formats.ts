// The formats that a report can be written in, by the names that `--format` takes.
import type { Report } from '../report.ts'
import { formatGithub } from './github.ts'
import { formatGitlab } from './gitlab.ts'
import { formatHuman } from './human.ts'
import { formatJson } from './json.ts'
import { formatJunit } from './junit.ts'
import { formatMarkdown } from './markdown.ts'
import { formatRdjson } from './rdjson.ts'
import { formatSarif } from './sarif.ts'

export type FormatName = 'human' | 'json' | 'github' | 'sarif' | 'junit' | 'gitlab' | 'rdjson' | 'markdown'

export const FORMATS: Readonly<Record<FormatName, (report: Report) => string>> = {
  human: formatHuman,
  json: formatJson,
  github: formatGithub,
  sarif: formatSarif,
  junit: formatJunit,
  gitlab: formatGitlab,
  rdjson: formatRdjson,
  markdown: formatMarkdown,
}
