import { encodedForms } from '#runtime/host_calls/secrets/encoded_forms'
import { Needle } from '#runtime/host_calls/secrets/needle'
import { folded, plain, unescaped, type Reading } from '#runtime/host_calls/secrets/readings'

const MASK = '***'

/** From and up to which byte something secret stands. */
type Span = [from: number, to: number]

/**
 * Blots out secrets that were filled in, in whatever spelling the other side may send them back: as they are, escaped for
 * JSON or HTML, percent-encoded, in hexadecimal, in UTF-16, and in base64 at any place of what was encoded (`user:secret`).
 * Takes time in proportion to what is searched, whatever it and the secrets say.
 */
export class SecretMask {
  readonly #values = new Set<string>()
  readonly #texts: Needle[] = []
  readonly #hexes: Needle[] = []
  readonly #encoded: Needle[] = []

  /** From here on `value` is masked. */
  add(value: string): void {
    if (value === '' || this.#values.has(value)) return
    this.#values.add(value)
    const secret = Buffer.from(value, 'utf8')
    this.#texts.push(new Needle(secret))
    this.#hexes.push(new Needle(Buffer.from(secret.toString('hex'))))
    this.#encoded.push(...encodedForms(secret).map((form) => new Needle(form)))
  }

  /** A mask that knows these as well; this one where there are none. */
  with(values: readonly string[]): SecretMask {
    if (values.length === 0) return this
    const all = new SecretMask()
    for (const value of [...this.#values, ...values]) all.add(value)
    return all
  }

  /** The same text without any secret. */
  text(text: string, blot = MASK): string {
    if (this.#values.size === 0) return text
    return Buffer.from(this.bytes(Buffer.from(text), blot)).toString('utf8')
  }

  /** The same bytes without any secret: works on bytes, so that text of any charset keeps the rest of its bytes. */
  bytes(bytes: Uint8Array, blot = MASK): Uint8Array {
    if (this.#values.size === 0) return bytes
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const asIs = plain(source)
    const spans = [
      ...[asIs, ...unescaped(source)].flatMap((reading) => spansOf(this.#texts, reading)),
      ...spansOf(this.#hexes, folded(asIs)),
      ...spansOf(this.#encoded, asIs),
    ]
    return spans.length === 0 ? bytes : without(source, spans, Buffer.from(blot))
  }
}

const spansOf = (needles: readonly Needle[], { bytes, starts }: Reading): Span[] =>
  needles.flatMap((needle) => needle.find(bytes).map((at): Span => [starts[at]!, starts[at + needle.length]!]))

/** What overlaps becomes one mask. */
function without(source: Buffer, spans: Span[], blot: Buffer): Buffer {
  const parts: Buffer[] = []
  let [kept, until] = [0, -1]
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    if (from >= until) {
      parts.push(source.subarray(kept, from), blot)
      until = to
    }
    until = Math.max(until, to)
    kept = until
  }
  return Buffer.concat([...parts, source.subarray(kept)])
}
