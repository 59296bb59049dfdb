/**
 * The script of the status page, which shows everything without it. It fetches the page again and puts its main part in
 * the place of the old one. Who reads can stop that (WCAG 2.2.2), and a page that nobody sees is not fetched.
 */

const REFRESH_SECONDS = 5

export const SCRIPT: string = `
'use strict'
const live = document.getElementById('live')
const button = document.createElement('button')
const note = document.createElement('span')
let isPaused = false
let isMissing = false
const tell = () => {
  button.textContent = isPaused ? 'Refresh again' : 'Stop refreshing'
  note.textContent = isMissing ? ' No answer; what is shown is old.' : isPaused ? ' Stopped.' : ' Refreshed every ${REFRESH_SECONDS} seconds.'
}
const refresh = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' })
    if (!answer.ok) throw new Error(answer.status)
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!isPaused && !document.querySelector('main').contains(document.activeElement)) {
      document.querySelector('main').replaceWith(next.querySelector('main'))
      document.getElementById('summary').replaceWith(next.getElementById('summary'))
    }
    isMissing = false
  } catch {
    isMissing = true
  }
  tell()
}
button.type = 'button'
button.addEventListener('click', () => {
  isPaused = !isPaused
  tell()
  if (!isPaused) refresh()
})
live.append(button, note)
tell()
setInterval(() => {
  if (!isPaused && !document.hidden) refresh()
}, ${REFRESH_SECONDS * 1_000})
`
