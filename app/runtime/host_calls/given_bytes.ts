import { HostCallRefused } from '#runtime/host/call_types'

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/** Bytes from base64 or base64url. Throws `HostCallRefused` where it is neither: Node would skip what it does not know. */
export function fromBase64(text: string, field: string): Buffer {
  const bytes = BASE64.test(text) ? Buffer.from(text, 'base64') : null
  if (bytes && text.replace(/=+$/, '').length === Math.ceil((bytes.length * 4) / 3)) return bytes
  throw new HostCallRefused('invalid_request', `${field}: is not base64.`)
}

export interface GivenData {
  data?: string
  data_base64?: string
}

/** The bytes of `data` (text) or `data_base64`, of which one must be given. */
export function givenBytes({ data, data_base64: base64 }: GivenData): Buffer {
  if ((data === undefined) === (base64 === undefined)) {
    throw new HostCallRefused('invalid_request', 'Give either data or data_base64.')
  }
  return data === undefined ? fromBase64(base64!, 'data_base64') : Buffer.from(data, 'utf8')
}
