// What texts of a session say beyond the moment: what was decided, what is still asked, what comes next. Plain patterns
// over sentences outside of code; what they miss still stands in the end of the conversation.

const FENCE = /^(```|~~~)[^]*?^\1|^(```|~~~)[^]*$/gm
const SENTENCE_END = /(?<=[.!?])\s+(?=[A-Z"'`*(])|\n+/

const DECIDED = [
  /^decisions?\b\s*[:—–-]/i,
  /\b(?:I|we)(?:'ve| have)? (?:decided|chose|chosen|opted|settled on|agreed)\b/i,
  /\b(?:was|were|is|been) decided\b/i,
  /\b(?:use|using|go with|going with|keep|keeping|stick with|sticking with|prefer|switch(?:ed)? to)\b.*\b(?:instead of|rather than|and not|, not)\b/i,
]

const OPEN = /^(?:open questions?|unresolved|still open|to be decided|tbd)\b\s*[:—–-]\s*(.+)/i
const NEXT =
  /^(?:the )?(?:suggested |recommended )?next(?: steps?| up| action)?(?: (?:is|are|would be))?\s*[:—–-]\s*(.*)$/i
const LENGTH_MAX = 2000

export function decisionsIn(text: string): readonly string[] {
  return sentencesOf(text).filter((sentence) => DECIDED.some((pattern) => pattern.test(sentence)))
}

/** Marked ones, wherever they stand. */
export function openQuestionsIn(text: string): readonly string[] {
  return sentencesOf(text).flatMap((sentence) => OPEN.exec(sentence)?.[1] ?? [])
}

/** What ends with a question mark and is not marked. */
export function questionsIn(text: string): readonly string[] {
  return sentencesOf(text).filter((sentence) => /\?["')*_]*$/.test(sentence) && !OPEN.test(sentence))
}

/** The last one that is named; the first entry of a list where a list follows. */
export function nextStepIn(text: string): string | undefined {
  const sentences = sentencesOf(text)
  const at = sentences.findLastIndex((sentence) => NEXT.test(sentence))
  if (at < 0) return undefined
  const here = NEXT.exec(sentences[at] ?? '')?.[1]?.trim() ?? ''
  const step = here === '' ? sentences[at + 1] : here
  return step === undefined || step === '' ? undefined : step
}

function sentencesOf(text: string): readonly string[] {
  return linesOf(text)
    .flatMap((line) => line.split(SENTENCE_END))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && sentence.length <= LENGTH_MAX)
}

/** Without code, bullets, numbers and emphasis at their start. */
function linesOf(text: string): readonly string[] {
  return text
    .replaceAll(FENCE, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s>#*_-]*(?:\d+[.)]\s+)?(?:\[[ x]\]\s*)?[*_]*/, '')
        .replaceAll(/\*\*|__/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
}
