// Which addresses of a repository git is given, and how they are shown. Some forms make git start a program or read an
// option, so only forms that name a place are let through, wherever the address came from. Pure.

const FORMS: readonly RegExp[] = [
  /^https?:\/\/(?:[^@/]*@)?(?:[a-z0-9][\w.-]*|\[[0-9a-f:]+\])(?::\d+)?\/[^-]/i,
  /^ssh:\/\/(?:[\w.~+-]+@)?(?:[a-z0-9][\w.-]*|\[[0-9a-f:]+\])(?::\d+)?\/[^-]/i,
  /^\w[\w.+-]*@[a-z0-9][\w.-]*:[^-:]/i,
  /^file:\/\/\/[^-]/i,
  /^\/[^/-]/,
  /^[a-z]:[\\/][^-]/i,
]

/** Why the address is refused, or `undefined` for one that can be used. */
export function addressProblem(address: string): string | undefined {
  // Control characters and blanks could end a line of a protocol or hide what is shown.
  if (/[\s\p{Cc}\p{Cf}]/u.test(address)) return 'it holds a blank or a control character'
  if (address.startsWith('-')) return 'it begins with a dash, as an option does'
  if (/^[\w+.-]+::/.test(address)) return 'it names a program for git to start'
  if (!FORMS.some((form) => form.test(address))) return 'it has none of the forms that are allowed'
  if (/^http:/i.test(address) && hasCredentials(address)) return 'it would send a password without encryption'
  return undefined
}

/** Whether a password or a token stands in the address; a user name alone is none. */
export function hasCredentials(address: string): boolean {
  const userinfo = /^https?:\/\/([^/]*)@/i.exec(address)?.[1]
  return userinfo !== undefined || /^ssh:\/\/[^/@]*:[^/@]*@/i.test(address)
}

/** For people and for files of ours: never with credentials, never with what a terminal would obey. */
export function shownAddress(address: string): string {
  // A password may hold slashes, though it should not: everything before the last at sign goes.
  const bare = withoutCredentials(address.replace(/^([a-z]+:\/\/).*@/i, '$1'))
  return bare.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?')
}

/** Every address in a text, such as what git said, loses its user part. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi, '$1')
}
