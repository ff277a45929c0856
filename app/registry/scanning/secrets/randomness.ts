/** Words people write where a secret will stand. */
const PLACEHOLDER = /example|sample|dummy|placeholder|your[-_]?|xxxx|\*\*\*|redacted|changeme|test[-_]?(?:key|token|secret)|fake|lorem/i

/** Bits in one character, by how often each occurs (Shannon). */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** Whether a machine drew this: not words, not a row of the keyboard or the alphabet, not what stands for a secret in a text. */
export function looksDrawn(text: string, bits = 3): boolean {
  if (PLACEHOLDER.test(text) || /(.)\1{3}/.test(text)) return false
  if (kindsOf(text) < 2 || shareOfSteps(text) > 0.4) return false
  return entropyOf(text) >= bits
}

/** Lower case, upper case, digits: how many of them occur. */
const kindsOf = (text: string): number => [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(text)).length

/** How much of it counts up by one: `abcdef`, `0123456`. */
function shareOfSteps(text: string): number {
  let steps = 0
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) - text.charCodeAt(i - 1) === 1) steps++
  return steps / Math.max(1, text.length - 1)
}
