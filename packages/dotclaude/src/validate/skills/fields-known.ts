// A field that is nearly a known one is probably meant to be that one; any other unknown field belongs to somebody else.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { pointerOf } from '../../repo/json-pointer.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { frontmatterFilesIn } from './frontmatter-file.ts'

const KNOWN = [
  'name description license compatibility metadata allowed-tools disallowed-tools when_to_use argument-hint arguments',
  'disable-model-invocation user-invocable model effort context agent background hooks paths shell tools',
  'id type version domain platform task maturity owner created updated deprecated_by related inputs outputs',
  'prerequisites headless_safe allowed_tools mcpServers',
].flatMap((line) => line.split(' '))

/** Short names are near to each other without being slips. */
const LENGTH_MIN = 4

export const fieldsKnown: Rule = {
  id: 'fields-known',
  codes: ['SKILL_FIELD_UNKNOWN'],
  check: (snapshot) =>
    frontmatterFilesIn(snapshot).flatMap(({ item, document, fields = {} }) =>
      Object.keys(fields).flatMap((field) => {
        const nearest = field.length < LENGTH_MIN ? undefined : nearestName(field, KNOWN)
        if (nearest === undefined || nearest in fields) return []
        return [
          diagnose('SKILL_FIELD_UNKNOWN', placeIn(item.path, document, pointerOf([field])), {
            field,
            nearest,
          }),
        ]
      }),
    ),
}
