/** What stands where a secret was. */
export const MASK = '***'

/** Cores of fewer characters would match by chance. */
const MIN_CORE = 4

/**
 * Blots out secrets that were filled in, in whatever spelling the other side may send them back: as they are, escaped for
 * JSON or HTML, percent-encoded, in hexadecimal, and in base64 at any place of what was encoded (`user:secret`).
 */
export class SecretMask {
  readonly #values = new Set<string>()
  #pattern: RegExp | null = null

  /** From here on `value` is masked. */
  add(value: string): void {
    if (value === '' || this.#values.has(value)) return
    this.#values.add(value)
    this.#pattern = null
  }

  /** The same text without any secret. */
  text(text: string): string {
    if (this.#values.size === 0) return text
    return Buffer.from(this.bytes(Buffer.from(text))).toString('utf8')
  }

  /** The same bytes without any secret: works on bytes, so that text of any charset keeps the rest of its bytes. */
  bytes(bytes: Uint8Array): Uint8Array {
    if (this.#values.size === 0) return bytes
    this.#pattern ??= patternOf(this.#values)
    const masked = Buffer.from(bytes).toString('latin1').replace(this.#pattern, MASK)
    return Buffer.from(masked, 'latin1')
  }
}

/** The longest first: a spelling may hold another. */
function patternOf(values: Iterable<string>): RegExp {
  const spellings = new Set([...values].flatMap(spellingsOf))
  const sources = [...spellings].sort((a, b) => b.length - a.length).map((spelling) => RegExp.escape(spelling))
  return new RegExp(sources.join('|'), 'g')
}

/** Each as the bytes it would have, one character for one byte. */
function spellingsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const hex = bytes.toString('hex')
  const percent = encodeURIComponent(value)
  const texts = [
    value,
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
    escapedForHtml(value),
    asciiJson(value),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    fullyPercent(bytes),
    new URLSearchParams([['', value]]).toString().slice(1),
    hex,
    hex.toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...base64Cores(bytes),
  ]
  return [...texts.map((text) => Buffer.from(text, 'utf8').toString('latin1')), ...wideSpellings(value)]
}

/** Three places in base64 are possible; the characters at the edges depend on what stands beside and are left out. */
function base64Cores(bytes: Buffer): string[] {
  const cores = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const isWhole = (offset + bytes.length) % 3 === 0
    const core = encoded.slice(offset === 0 ? 0 : offset + 1, isWhole ? undefined : -1)
    return core.length < MIN_CORE ? [] : [core]
  })
  return [...cores, ...cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))]
}

/** Where a server answers in UTF-16. */
const wideSpellings = (value: string): string[] => {
  const little = Buffer.from(value, 'utf16le')
  return [little.toString('latin1'), Buffer.from(little).swap16().toString('latin1')]
}

const asciiJson = (value: string): string =>
  JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const fullyPercent = (bytes: Buffer): string => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')

const escapedForHtml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
