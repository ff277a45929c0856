/** One sentence of an explanation: a code with what it speaks of; the words are made in the reader's language. */
export interface Line {
  code: string
  params: Record<string, string | number>
}

const MOST_NAMED = 3

/** `3.1.0, 3.0.0, 2.9.0, +4`: newest first. */
export function listVersions(versions: readonly string[]): string {
  const rest = versions.length - MOST_NAMED
  return [...versions.slice(0, MOST_NAMED), ...(rest > 0 ? [`+${rest}`] : [])].join(', ')
}
