import { HostCallRefused } from '#runtime/host/call_types'

/** Belong to the connection or say who asks: the platform sets them. */
const REFUSED = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'te', 'trailer', 'upgrade', 'expect', 'via'],
  ...['cookie', 'cookie2', 'set-cookie', 'accept-encoding', 'forwarded', 'x-real-ip'],
])
const REFUSED_PREFIXES = ['proxy-', 'sec-', 'x-forwarded-']
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/
const VALUE = /^[\t\x20-\x7e]*$/

/** Of the transport, and no longer true once the body is unpacked. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-encoding',
  'content-length',
  'trailer',
  'upgrade',
  'alt-svc',
])

/** Names in lower case. Throws `HostCallRefused` (`header_refused`) for what only the platform may say. */
export function checkedHeaders(headers: Record<string, string>): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [written, value] of Object.entries(headers)) {
    const name = written.toLowerCase()
    if (!NAME.test(name)) throw new HostCallRefused('header_refused', `headers: ${JSON.stringify(written)} is no name of a header.`)
    if (REFUSED.has(name) || REFUSED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
      throw new HostCallRefused('header_refused', `headers: "${name}" is set by the platform.`)
    }
    if (Object.hasOwn(checked, name)) throw new HostCallRefused('header_refused', `headers: "${name}" is given twice.`)
    refuseUnprintable(name, value)
    checked[name] = value
  }
  return checked
}

/** Line ends would begin another header, or another request. */
export function refuseUnprintable(name: string, value: string): void {
  if (VALUE.test(value)) return
  throw new HostCallRefused('header_refused', `headers: the value of "${name}" has a line end or a character beyond ASCII.`)
}

export const answeredHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !DROPPED.has(name)))
