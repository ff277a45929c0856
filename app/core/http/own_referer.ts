import type { HttpContext } from '@adonisjs/core/http'

/** The page of ours that the request comes from, as the path of an address; null where it comes from elsewhere or does not say. */
export function ownReferer({ request }: Pick<HttpContext, 'request'>): string | null {
  const referer = request.header('referer')
  if (!referer || !URL.canParse(referer)) return null
  const { host, pathname, search } = new URL(referer)
  // A path of two slashes would be another site's address.
  return host === request.host() && !pathname.startsWith('//') ? pathname + search : null
}
