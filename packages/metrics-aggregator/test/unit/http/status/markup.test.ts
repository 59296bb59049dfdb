// Facts about templates: what comes from elsewhere is text, wherever it stands.
import { expect, test } from 'vitest'
import { markup, NOTHING } from '../../../../src/http/status/markup.ts'

const HOSTILE = `<script>alert("1")</script>'&`
const ESCAPED = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;'

test.each([
  { made: markup`<p>${HOSTILE}</p>`, markup: `<p>${ESCAPED}</p>` },
  { made: markup`<p title="${HOSTILE}">`, markup: `<p title="${ESCAPED}">` },
  { made: markup`${[markup`<i>${HOSTILE}</i>`, markup`<b>${1}</b>`]}`, markup: `<i>${ESCAPED}</i><b>1</b>` },
  { made: markup`${markup`<i>`}${NOTHING}`, markup: '<i>' },
  { made: markup`${''}${0}`, markup: '0' },
])('$markup', ({ made, markup }) => {
  expect(made.markup).toBe(markup)
})
