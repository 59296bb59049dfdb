// A handoff that only its recipients can read: its files become one encrypted file, in the format of age. What is needed
// to find it again stays outside: agent, ids, project, month, machine, tags.
import { readFileSync } from 'node:fs'
import { Failure } from '../../diagnostics/failure.ts'
import type { Handoff, HandoffFiles } from '../handoff.ts'
import { handoffWith } from '../store/plan-put.ts'
import type { Settings } from '../store/settings.ts'
import type { Store } from '../store/store.ts'

export type Keys = Pick<Settings, 'recipients' | 'identity'>

/** The same store; what is put is encrypted if there are recipients, what is fetched is opened if it has to be. */
export function withEncryption(store: Store, keys: Keys): Store {
  return {
    ...store,
    put: async (handoff, options) =>
      store.put(keys.recipients.length === 0 ? handoff : await sealed(handoff, keys.recipients), options),
    get: async (entry) => {
      const files = await store.get(entry)
      const text = files['handoff.age']
      return text === undefined ? files : opened(text, entry.key, keys)
    },
  }
}

async function sealed({ metadata, files }: Handoff, recipients: readonly string[]): Promise<Handoff> {
  const { armor, Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const recipient of recipients) addRecipient(encrypter, recipient)
  const text = armor.encode(await encrypter.encrypt(JSON.stringify(files)))
  const { title: _title, cwd: _cwd, ...open } = metadata
  const outside = handoffWith(open, { 'handoff.md': NOTE })
  return { ...outside, files: { ...outside.files, 'handoff.age': text } }
}

const NOTE = `<handoff>

This handoff is encrypted with age. \`dotclaude handoff pull\` opens it where the identity of a recipient is.

</handoff>
`

/** A recipient with a mistyped letter has the form of one, and its sum is wrong. */
function addRecipient(encrypter: { addRecipient: (recipient: string) => void }, recipient: string): void {
  try {
    encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new Failure(
      'HANDOFF_SETTING_INVALID',
      { setting: 'recipient', detail: `holds ${recipient}, which is no recipient of age` },
      { cause },
    )
  }
}

async function opened(text: string, key: string, { identity }: Keys): Promise<HandoffFiles> {
  const identities = identitiesIn(key, identity)
  const { armor, Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  try {
    for (const one of identities) decrypter.addIdentity(one)
    const files: unknown = JSON.parse(await decrypter.decrypt(armor.decode(text), 'text'))
    return files as HandoffFiles
  } catch (cause) {
    // The library's own words may hold parts of what was opened.
    const detail = `no identity in ${identity ?? ''} opens it`
    throw new Failure('HANDOFF_ENCRYPTED', { key, detail }, { cause })
  }
}

function identitiesIn(key: string, path: string | undefined): readonly string[] {
  if (path === undefined) throw new Failure('HANDOFF_ENCRYPTED', { key, detail: 'no identity is named here' })
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines.map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'))
  } catch (cause) {
    const detail = `the identity ${path} cannot be read`
    throw new Failure('HANDOFF_ENCRYPTED', { key, detail }, { cause })
  }
}
