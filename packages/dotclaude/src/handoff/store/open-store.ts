// From settings to the store. What is set up decides: a transport that is named, else a repository, else a folder, else
// private gists where `gh` is logged in or a token is there.
import { Failure } from '../../diagnostics/failure.ts'
import { folderStore } from '../transports/folder-store.ts'
import { gistAccess } from '../transports/gist-api.ts'
import { gistStore } from '../transports/gist-store.ts'
import { gitStore } from '../transports/git-store.ts'
import { shownAddress } from './repository-address.ts'
import type { Settings, Transport } from './settings.ts'
import type { Place } from './settings-file.ts'
import type { Store } from './store.ts'

export interface StoreOptions {
  readonly place: Place
  readonly settings: Settings
  readonly now: () => Date
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const store = await findStore(options)
  if (store === undefined) throw new Failure('HANDOFF_STORE_MISSING')
  return store
}

/** `undefined` where nothing is set up; a transport that is named and lacks its place is a Failure. */
export async function findStore({ place, settings, now }: StoreOptions): Promise<Store | undefined> {
  const { repo, folder, timeoutMs } = settings
  switch (transportOf(settings)) {
    case 'git':
      if (repo === undefined) throw lacking('git', 'repo')
      return gitStore({ address: repo, shown: shownAddress(repo), timeoutMs, place, now })
    case 'folder':
      if (folder === undefined) throw lacking('folder', 'folder')
      return folderStore({ folder, now })
    case 'gist': {
      const access = await gistAccess({ place, timeoutMs })
      return access === undefined ? undefined : gistStore({ ...access, timeoutMs })
    }
  }
}

function transportOf({ transport, repo, folder }: Settings): Transport {
  if (transport !== undefined) return transport
  if (repo !== undefined) return 'git'
  return folder === undefined ? 'gist' : 'folder'
}

function lacking(transport: Transport, setting: string): Failure {
  return new Failure('HANDOFF_SETTING_INVALID', {
    setting: 'transport',
    detail: `is ${transport}, and ${setting} is not set`,
  })
}
