// Check mode's second half: the rules over whole families and the clashes between them, all reported (merge-semantics §9).

import { alloc } from './arena'
import { NAME_CLASH, NAME_COLLISION } from './codes'
import { escapeFamilies } from './escape'
import { BARE, PROTOBUF, SUFFIXES, suffixBytes, suffixLength, suffixSet, UNDECLARED, UNKNOWN } from './family-type'
import { find, findFirst } from './findings'
import { repairGrouping } from './grouping'
import { Family, findFamily, hashName, Target } from './records'
import { closeFamilies } from './reader'
import { checkRules, reportUnfitNames } from './rules'

/** Reports what the lines alone did not show, also where a refusal ended the reading. */
export function checkFamilies(target: Target): void {
  if (target.format == PROTOBUF) return checkNames(target)
  if (!target.hasEnded) closeFamilies(target)
  for (let family = target.firstFamily; family; family = family.next) if (family.type != UNDECLARED) checkClashes(target, family)
  escapeFamilies(target)
  for (let family = target.firstFamily; family; family = family.next) {
    checkCollision(target, family)
    const type = family.type == UNDECLARED ? UNKNOWN : family.type
    reportUnfitNames(family, type, target.format)
    checkRules(repairGrouping(family, type, true), type, target.format)
  }
}

/** Two names that the page's scheme made one. */
function checkCollision(target: Target, family: Family): void {
  if (findFamily(target, family.name, family.nameLength, family.hash) == family) return
  if (target.format == PROTOBUF) findFirst(target, NAME_COLLISION, family)
  else find(target, NAME_COLLISION, family.line, 1, family)
}

/** The rest of a protobuf body is held against its rules metric by metric (proto-check.ts). */
function checkNames(target: Target): void {
  escapeFamilies(target)
  for (let family = target.firstFamily; family; family = family.next) checkCollision(target, family)
}

function checkClashes(target: Target, family: Family): void {
  const set = suffixSet(family.type, target.format) & ~BARE
  if (set == 0) return
  const name = alloc(<usize>family.nameLength + 16)
  memory.copy(name, family.name, family.nameLength)
  for (let i = 0; i < SUFFIXES.length; i++) {
    const suffix = unchecked(SUFFIXES[i])
    if ((set & suffix) == 0) continue
    const length = family.nameLength + <u32>suffixLength(suffix)
    memory.copy(name + family.nameLength, suffixBytes(suffix), suffixLength(suffix))
    const other = findFamily(target, name, length, hashName(name, length))
    if (!other) continue
    find(target, NAME_CLASH, other.line > family.line ? other.line : family.line, 1, other)
  }
}
