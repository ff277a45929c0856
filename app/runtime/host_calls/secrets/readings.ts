/** What bytes say once they are unescaped in one way, and where in the source each byte of that begins. */
export interface Reading {
  bytes: Buffer
  /** One more than bytes: the last is the end of the source. */
  starts: Uint32Array
}

/** One escape: the source it takes up and what it stands for. */
interface Token {
  length: number
  bytes: ArrayLike<number>
}

type ReadToken = (source: Buffer, at: number) => Token | null

const [PERCENT, PLUS, BLANK, BACKSLASH, AMPERSAND] = [0x25, 0x2b, 0x20, 0x5c, 0x26]
const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const LONGEST_ENTITY = 12
const MAX_CODE_POINT = 0x10ffff

/** The usual ways to write text inside of other text; only those of which there is a sign. */
export function unescaped(source: Buffer): Reading[] {
  const readings: Reading[] = []
  if (source.includes(PERCENT)) readings.push(read(source, percent))
  if (source.includes(PLUS)) readings.push(read(source, form))
  if (source.includes(BACKSLASH)) readings.push(read(source, json))
  if (source.includes(AMPERSAND)) readings.push(read(source, html))
  return readings
}

/** The bytes as they are. */
export function plain(source: Buffer): Reading {
  const starts = new Uint32Array(source.length + 1)
  for (let at = 0; at < starts.length; at++) starts[at] = at
  return { bytes: source, starts }
}

/** The bytes with ASCII's capitals made small, for hexadecimal. */
export function folded({ bytes: source, starts }: Reading): Reading {
  const bytes = Buffer.from(source)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20
  }
  return { bytes, starts }
}

/** No escape stands for more bytes than it takes up. */
function read(source: Buffer, readToken: ReadToken): Reading {
  const bytes = Buffer.alloc(source.length)
  const starts = new Uint32Array(source.length + 1)
  let length = 0
  for (let at = 0; at < source.length;) {
    const token = readToken(source, at)
    for (let i = 0; i < (token?.bytes.length ?? 1); i++) {
      starts[length] = at
      bytes[length++] = token ? token.bytes[i]! : source[at]!
    }
    at += token?.length ?? 1
  }
  starts[length] = source.length
  return { bytes: bytes.subarray(0, length), starts: starts.subarray(0, length + 1) }
}

function percent(source: Buffer, at: number): Token | null {
  if (source[at] !== PERCENT) return null
  const code = hexAt(source, at + 1, 2)
  return code === null ? null : { length: 3, bytes: [code] }
}

const form: ReadToken = (source, at) => (source[at] === PLUS ? { length: 1, bytes: [BLANK] } : percent(source, at))

function json(source: Buffer, at: number): Token | null {
  if (source[at] !== BACKSLASH) return null
  const letter = String.fromCharCode(source[at + 1] ?? 0)
  if (letter !== 'u') return { length: 2, bytes: Buffer.from(SHORT_ESCAPES[letter] ?? letter, 'latin1') }
  const high = hexAt(source, at + 2, 4)
  if (high === null) return null
  const isPair = high >= 0xd800 && high <= 0xdbff && source[at + 6] === BACKSLASH && source[at + 7] === 0x75
  const low = isPair ? hexAt(source, at + 8, 4) : null
  return low === null
    ? { length: 6, bytes: Buffer.from(String.fromCharCode(high)) }
    : { length: 12, bytes: Buffer.from(String.fromCharCode(high, low)) }
}

function html(source: Buffer, at: number): Token | null {
  if (source[at] !== AMPERSAND) return null
  const [whole, decimal, hexadecimal, name] =
    /^&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|([a-z]{2,4}));/.exec(source.toString('latin1', at, at + LONGEST_ENTITY)) ?? []
  if (whole === undefined) return null
  if (name !== undefined) return ENTITIES[name] ? { length: whole.length, bytes: Buffer.from(ENTITIES[name]) } : null
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal)
  return code > MAX_CODE_POINT ? null : { length: whole.length, bytes: Buffer.from(String.fromCodePoint(code)) }
}

function hexAt(source: Buffer, at: number, digits: number): number | null {
  const text = source.toString('latin1', at, at + digits)
  return text.length === digits && /^[0-9a-fA-F]+$/.test(text) ? Number.parseInt(text, 16) : null
}
