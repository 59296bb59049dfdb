/**
 * P6 on every file of real expositions: wherever it breaks off, nothing of it is on the page. Files of lines break off
 * by a connection that closes, so that whole lines of text may stay; a protobuf body may end behind a message.
 */
import { expect, test } from 'vitest'
import { MergeSession } from '../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { readCorpora, readMessageCorpora } from '../model/corpora.ts'
import type { ModelInput } from '../model/model-merge.ts'
import { readVarint } from '../model/protobuf/wire.ts'
import { textOfBytes } from '../model/byte-text.ts'

/** Of longer files the last bytes are tried one by one, the others in steps. */
const WHOLE_BYTES_MAX = 25_000
const TAIL_BYTES = 1_000
const STEP = 499

function lengthsOf({ body }: ModelInput): readonly number[] {
  const all = Array.from({ length: body.length }, (_, length) => length)
  const isEnd = (length: number): boolean => length > body.length - TAIL_BYTES
  return body.length <= WHOLE_BYTES_MAX ? all : all.filter((length) => isEnd(length) || length % STEP === 0)
}

/** Whether a reader of the cut body cannot know that more was to come. */
function looksWhole({ format, body }: ModelInput, ends: ReadonlySet<number>): (length: number) => boolean {
  if (format === 'protobuf') return (length) => ends.has(length)
  if (format === 'text') return (length) => length === 0 || body[length - 1] === 0x0a
  return (length) => length === body.length - 1
}

function messageEnds({ format, body }: ModelInput): ReadonlySet<number> {
  const ends = new Set([0])
  if (format !== 'protobuf') return ends
  const text = textOfBytes(body)
  for (let at = 0; at < body.length;) {
    const length = readVarint(text, at, body.length)
    if (length === undefined || length === 'cut') throw new Error(`no length at ${at}`)
    at = length.end + Number(length.value)
    ends.add(at)
  }
  return ends
}

function isTaken({ name, format, body }: ModelInput, length: number): boolean {
  const session = MergeSession.open([{ name }], DEFAULT_MERGE_OPTIONS)
  try {
    session.begin(0, format)
    const refusal = session.write(0, body.subarray(0, length)) ?? session.end(0, 'close')
    return refusal === undefined || session.render('text-0.0.4').bytes > 0
  } finally {
    session.release()
  }
}

test.for([...readCorpora(), ...readMessageCorpora()])('P6 no part of $name is taken', (corpus) => {
  const isExcused = looksWhole(corpus, messageEnds(corpus))
  const lengths = lengthsOf(corpus).filter((length) => !isExcused(length))
  expect(lengths.filter((length) => isTaken(corpus, length))).toEqual([])
  expect(lengths.length).toBeGreaterThan(1_000)
})
