// From the raw digest to one that may be seen: scrubbed as a whole, so that equal secrets get equal placeholders, and only
// then cut. Of the uncommitted change a file in which anything had to be replaced stays behind: with placeholders it would
// be applied as something that nobody wrote.
import type { Scrub, ScrubReport } from '../scrub/scrubbed.ts'
import type { Digest, WorkPatch } from './digest.ts'
import { fitDigest } from './fit-digest.ts'

export interface Published {
  readonly digest: Digest
  readonly report: ScrubReport
}

export function publishDigest(raw: Digest, scrub: Scrub, bytesMax?: number): Published {
  const { value, report } = scrub(raw)
  const patch = raw.patch && value.patch && cleanPatch(raw.patch, value.patch)
  // The beginning of a secret is no secret to the scrubber, so the short id is made of the scrubbed one.
  const shortId = value.sessionId.slice(0, raw.shortId.length)
  return {
    digest: fitDigest({ ...value, shortId, ...(patch === undefined ? {} : { patch }) }, bytesMax),
    report,
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
