import { fail, hash, hmac } from 'rialto:host'
import type { TemplateFunctionV1Answer, TemplateFunctionV1Input } from 'rialto:hooks'

type Compute = (text: string) => string | Promise<string>

const SECRET = 'signing_key'

/** Functions of one text; `Object.hasOwn` keeps names such as `constructor` out. */
const FUNCTIONS: Record<string, Compute> = {
  md5: (text) => hash('md5', text),
  sha1: (text) => hash('sha1', text),
  sha256: (text) => hash('sha256', text),
  sha512: (text) => hash('sha512', text),
  hmac_sha256: (text) => hmac('sha256', { secret: SECRET }, text),
  hmac_sha512: (text) => hmac('sha512', { secret: SECRET }, text),
  base64: (text) => encode(text, STANDARD, '='),
  base64url: (text) => encode(text, URL_SAFE, ''),
  base64_decode: decode,
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const STANDARD = `${LETTERS}+/`
const URL_SAFE = `${LETTERS}-_`

/** `{{ sha256(order.number) }}` and its like: hashes, HMAC with a secret that stays in the vault, base64. */
export async function template_function_v1({ name, args }: TemplateFunctionV1Input): Promise<TemplateFunctionV1Answer> {
  const compute = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (!compute) return fail(`There is no function ${name}; there are ${Object.keys(FUNCTIONS).join(', ')}`)
  const [text] = args
  if (text === undefined || args.length > 1) return fail(`${name} takes one text, not ${args.length}`)
  return { text: await compute(text) }
}

function encode(text: string, alphabet: string, padding: string): string {
  const bytes = bytesOf(text)
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = Math.min(bytes.length - i, 3) + 1
    for (let n = 0; n < 4; n++) encoded += n < letters ? alphabet.charAt((group >> (18 - 6 * n)) & 63) : padding
  }
  return encoded
}

/** Either alphabet, with or without padding. What is not UTF-8 inside is refused. */
function decode(text: string): string {
  const letters = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
  const bytes: number[] = []
  let [group, bits] = [0, 0]
  for (const letter of letters) {
    const value = STANDARD.indexOf(letter)
    if (value < 0) return fail(`base64_decode: "${letter}" is no letter of base64`)
    group = ((group << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((group >> bits) & 255)
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return fail('base64_decode: what is inside is not text in UTF-8')
  }
}

/** UTF-8. */
function bytesOf(text: string): number[] {
  const escaped = encodeURIComponent(text)
  const bytes: number[] = []
  for (let i = 0; i < escaped.length; i++) {
    const isEscape = escaped.charAt(i) === '%'
    bytes.push(isEscape ? Number.parseInt(escaped.slice(i + 1, i + 3), 16) : escaped.charCodeAt(i))
    if (isEscape) i += 2
  }
  return bytes
}
