// Text as the words that a search compares: lower case, without endings and without the words that every question has.

const FILLER = new Set(
  'a an and are as at be been but by can do does for from had has have how i if in into is it its me my not of on or our so that the their them then there this to up us use was we what when where which why will with would you your'.split(
    ' ',
  ),
)

/** Endings that make one word out of several, longest first, with what stands in their place. */
const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ['ations', 'ate'],
  ['ation', 'ate'],
  ['ings', ''],
  ['ing', ''],
  ['ies', 'y'],
  ['sses', 'ss'],
  ['ed', ''],
  ['es', 'e'],
  ['s', ''],
]

/** A stem shorter than this says too little to compare. */
const STEM_LENGTH_MIN = 3

export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9+#]+/)
    .filter((word) => word !== '' && !FILLER.has(word))
    .map(stemOf)
}

/** Not linguistics: equal words must stay equal and their forms become so; what comes out need not be a word. */
function stemOf(word: string): string {
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  const found = ENDINGS.find(
    ([ending]) => word.endsWith(ending) && word.length - ending.length >= STEM_LENGTH_MIN,
  )
  const stem = found === undefined ? word : word.slice(0, -found[0].length) + found[1]
  // `deploye` of `deployed` and `deploy`, `manage` of `manages` and `managing`: the last e and a doubled letter go.
  return stem.length > STEM_LENGTH_MIN ? stem.replace(/e$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1') : stem
}
