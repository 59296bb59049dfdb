/** A target's URL for people. The values of a query are left out, since keys are handed over in them. */

export function showUrl(url: URL): string {
  return url.search === '' ? url.href : `${url.href.slice(0, -url.search.length - url.hash.length)}?***`
}
