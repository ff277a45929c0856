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
