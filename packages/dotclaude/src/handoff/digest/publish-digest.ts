// From the raw digest to one that may be seen: scrubbed as a whole, so that equal secrets get equal placeholders, and only
// then cut. Of the uncommitted change a file in which anything had to be replaced stays behind: with placeholders it would
// be applied as something that nobody wrote.
import type { Scrub, ScrubReport } from '../scrub/scrubbed.ts'
import type { Digest, WorkPatch } from './digest.ts'
import { fitDigest } from './fit-digest.ts'
import { mapTexts } from './map-texts.ts'
import type { Pseudonyms } from './pseudonyms.ts'

export interface Published {
  readonly digest: Digest
  readonly report: ScrubReport
}

export interface PublishOptions {
  readonly pseudonyms?: Pseudonyms
  readonly bytesMax?: number
}

export function publishDigest(raw: Digest, scrub: Scrub, options: PublishOptions = {}): Published {
  const { value, report } = scrub(raw)
  const patch = raw.patch && value.patch && cleanPatch(raw.patch, value.patch)
  // The beginning of a secret is no secret to the scrubber, so the short id is made of the scrubbed one.
  const shortId = value.sessionId.slice(0, raw.shortId.length)
  const scrubbed = { ...value, shortId, ...(patch === undefined ? {} : { patch }) }
  const { pseudonyms, bytesMax } = options
  if (pseudonyms === undefined) return { digest: fitDigest(scrubbed, bytesMax), report }
  return {
    digest: fitDigest(underPseudonyms(scrubbed, pseudonyms), bytesMax),
    report: joinReports(report, pseudonyms.report()),
  }
}

function underPseudonyms(digest: Digest, { change }: Pseudonyms): Digest {
  const changed = mapTexts(digest, change)
  if (digest.patch === undefined) return changed
  const patch = {
    ...digest.patch,
    files: digest.patch.files.map(({ path, text }) => ({ path: change(path), text: change(text) })),
    leftOut: digest.patch.leftOut.map((file) => ({ ...file, path: change(file.path) })),
  }
  return { ...changed, patch: cleanPatch(digest.patch, patch) }
}

/** No kind is in both. */
function joinReports(one: ScrubReport, other: ScrubReport): ScrubReport {
  return {
    kinds: [...one.kinds, ...other.kinds].toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    secretCount: one.secretCount + other.secretCount,
  }
}

function cleanPatch(raw: WorkPatch, scrubbed: WorkPatch): WorkPatch {
  const isClean = scrubbed.files.map(({ path, text }, index) => {
    const before = raw.files[index]
    return before?.text === text && before.path === path
  })
  const secret = scrubbed.files.filter((_, index) => isClean[index] !== true)
  return {
    ...scrubbed,
    base: raw.base,
    files: scrubbed.files.filter((_, index) => isClean[index] === true),
    leftOut: [...scrubbed.leftOut, ...secret.map(({ path }) => ({ path, reason: 'secret' as const }))],
  }
}
