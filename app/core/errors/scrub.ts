const HIDDEN = '[hidden]'

/** Names whose values leave the process nowhere. */
const SECRET_NAME =
  /pass(?:word|phrase|wd)?|secret|token|cookie|authorization|api[_-]?key|private|credential|session|csrf|otp|code$|signature|card|email|phone|cvc/i

/** Order matters: what is longer and surer comes first. */
const SECRET_TEXTS: [RegExp, string][] = [
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, HIDDEN],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN],
  [/\b(bearer|basic)\s+[\w.~+/=:-]+/gi, `$1 ${HIDDEN}`],
  [/\b(\w+:\/\/)[^\s/@]+@/g, `$1${HIDDEN}@`],
  [
    /([?&;"'\s{,]|^)([\w-]*(?:password|passwd|secret|token|cookie|api[_-]?key|code)[\w-]*)(["']?\s*[=:]\s*["']?)[^\s"'&;,})]+/gi,
    `$1$2$3${HIDDEN}`,
  ],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[email]'],
  // Nothing we write ourselves has so many letters and digits in a row but ids, which have dashes.
  [/\b(?=[\w-]*\d)(?=[\w-]*[a-z])(?![0-9a-f]{8}-[0-9a-f]{4}-)[\w-]{32,}\b/gi, HIDDEN],
  [/\b(?:\d[ -]?){13,19}\b/g, HIDDEN],
]

/** Shorter ones stand in any text by chance. */
const LEAST_QUOTED = 4
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A copy in which no text of `source` is quoted any more, but for ids: by them one finds what it was about. */
export function blankTexts<Value>(value: Value, source: unknown): Value {
  const texts = textsOf(source).sort((one, other) => other.length - one.length)
  const blank = (inner: unknown): unknown => {
    if (typeof inner === 'string') return texts.reduce((clean, text) => clean.replaceAll(text, HIDDEN), inner)
    if (Array.isArray(inner)) return inner.map(blank)
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, blank(one)]))
  }
  return (texts.length ? blank(value) : value) as Value
}

function textsOf(source: unknown): string[] {
  if (typeof source === 'string') return source.length >= LEAST_QUOTED && !ID.test(source) ? [source] : []
  return typeof source === 'object' && source !== null ? Object.values(source).flatMap(textsOf) : []
}

/** A text without tokens, passwords, mail addresses and the like, wherever they stand in it. */
export const scrubText = (text: string): string => SECRET_TEXTS.reduce((clean, [pattern, put]) => clean.replace(pattern, put), text)

/** A copy without secrets: values of telling names are left out whole, all other texts are cleaned. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 12) return HIDDEN
  if (Array.isArray(value)) return value.map((entry) => scrub(entry, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scrubbed(name, inner, depth)]))
}

const scrubbed = (name: string, value: unknown, depth: number) =>
  SECRET_NAME.test(name) && value !== null && typeof value !== 'boolean' ? HIDDEN : scrub(value, depth + 1)
