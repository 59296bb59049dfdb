// Which CI a repository uses: what its files say, else its remote. Where nothing tells, it gets the files of both, since
// each ignores the other's.
import type { Snapshot } from '../repo/snapshot.ts'

export type CiHost = 'github' | 'gitlab'

export const CI_HOSTS: readonly CiHost[] = ['github', 'gitlab']

export function detectCi(snapshot: Snapshot, remote: string | undefined): readonly CiHost[] {
  const byFiles = CI_HOSTS.filter((host) => hasFilesOf(snapshot, host))
  if (byFiles.length > 0) return byFiles
  const byRemote = CI_HOSTS.filter((host) => remote?.includes(host))
  return byRemote.length > 0 ? byRemote : CI_HOSTS
}

function hasFilesOf(snapshot: Snapshot, host: CiHost): boolean {
  return host === 'github'
    ? snapshot.isDirectory('.github')
    : snapshot.isFile('.gitlab-ci.yml') || snapshot.isDirectory('.gitlab')
}
