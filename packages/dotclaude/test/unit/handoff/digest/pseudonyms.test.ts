// What tells who somebody is gets another name, the same for the same thing; what tells nothing stays.
import { expect, test } from 'vitest'
import { createPseudonyms } from '../../../../src/handoff/digest/pseudonyms.ts'
import type { PersonalName } from '../../../../src/handoff/digest/pseudonyms.ts'

const NAMES: readonly PersonalName[] = [
  { kind: 'person', name: 'Ada Lovelace' },
  { kind: 'person', name: 'Ada' },
  { kind: 'person', name: 'Lovelace' },
  { kind: 'user', name: 'adalove' },
  { kind: 'user', name: 'root' },
  { kind: 'user', name: 'al' },
  { kind: 'host', name: 'enigma-7.example.net' },
  { kind: 'host', name: 'enigma-7' },
  { kind: 'host', name: 'localhost' },
]

test.each([
  ['ask Ada Lovelace, or ada', 'ask ⟦person#1⟧, or ⟦person#2⟧'],
  ['adalove owns it, ADALOVE signs', '⟦user#1⟧ owns it, ⟦user#1⟧ signs'],
  ['adalovely and xadalove are others', 'adalovely and xadalove are others'],
  ['adalove_backup is theirs', '⟦user#1⟧_backup is theirs'],
  ['on enigma-7.example.net and enigma-7', 'on ⟦host#1⟧ and ⟦host#2⟧'],
  ['mail a.l+x@mail.example.org.', 'mail ⟦mail#1⟧.'],
  ['git clone git@github.com:adalove/shop.git', 'git clone git@github.com:⟦user#1⟧/shop.git'],
  ['cat /home/adalove/notes.md.', 'cat ⟦path#1⟧.'],
  ['cat ~/notes.md && cat ~/notes.md', 'cat ⟦path#1⟧ && cat ⟦path#1⟧'],
  ['cd ~bob/x', 'cd ⟦path#1⟧'],
  ['see file:///Users/bob/x/', 'see file://⟦path#1⟧'],
  [String.raw`type C:\Users\bob\x.txt`, 'type ⟦path#1⟧'],
  ['in /depot/acme/x', 'in ⟦path#1⟧'],
  ['GET /api/v1/items, /usr/bin/env, src/home/a.ts', 'GET /api/v1/items, /usr/bin/env, src/home/a.ts'],
  ['https://example.org/home/x and root on localhost', 'https://example.org/home/x and root on localhost'],
  ['⟦password#1⟧ of al', '⟦password#1⟧ of al'],
  ['-e DIR=/srv/a:/srv/b', '-e DIR=⟦path#1⟧:⟦path#2⟧'],
])('%s becomes %s', (text, wanted) => {
  const { change } = createPseudonyms({ names: NAMES, topFolders: ['depot'] })
  expect(change(text)).toBe(wanted)
  expect(change(wanted)).toBe(wanted)
})

test('the report tells kinds and counts', () => {
  const { change, report } = createPseudonyms({ names: NAMES, topFolders: [] })
  change('Ada writes to a@example.org about ~/x')
  change('and to b@example.org')
  expect(report()).toEqual({
    kinds: [
      { kind: 'mail', secrets: 2, places: 2 },
      { kind: 'path', secrets: 1, places: 1 },
      { kind: 'person', secrets: 1, places: 1 },
    ],
    secretCount: 4,
  })
})

test('without names paths and addresses get pseudonyms all the same', () => {
  const { change } = createPseudonyms({ names: [], topFolders: [] })
  expect(change('~/x of a@example.org')).toBe('⟦path#1⟧ of ⟦mail#1⟧')
})
