import { patternsOf } from '#runtime/host_calls/secrets/secret_spellings'

/** What stands where a secret was. */
export const MASK = '***'

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

/** The longest secret first: one may hold another. */
function patternOf(values: Iterable<string>): RegExp {
  const sources = [...values].sort((a, b) => b.length - a.length).flatMap(patternsOf)
  return new RegExp(sources.join('|'), 'g')
}
