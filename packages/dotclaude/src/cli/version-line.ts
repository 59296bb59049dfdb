// What `--version` prints. A file of its own, because the process answers it before it loads any command.
import { version } from '../diagnostics/version.ts'

export const versionLine: string = `${version}\n`
