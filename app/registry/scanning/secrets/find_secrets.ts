import { looksDrawn } from '#registry/scanning/secrets/randomness'
import { TOKEN_SHAPES, type Certainty } from '#registry/scanning/secrets/token_shapes'

/** A text of an upload and what people call it; `isProse` where assignments are worth looking at. */
export type ReadText = { where: 'module' | 'manifest' | 'readme' | 'changelog'; text: string; isProse: boolean }

export type FoundSecret = { kind: string; certainty: Certainty; where: ReadText['where']; line: number; mask: string }

/** Lines are counted for those that are told only: an upload may hold thousands, and millions of lines. */
type Place = Omit<FoundSecret, 'line'> & { text: string; at: number }

const MOST = 20
/** Of one kind in one text; a table of thousands is as bad as twenty. */
const MOST_LOOKS = 2_000

/**
 * A word for a secret, and a quoted value it is given. Every repetition is bounded: a text cannot make this slow.
 */
const ASSIGNMENT =
  /(?:api[_-]?key|secret|token|passw(?:or)?d|credential|private[_-]?key|access[_-]?key)[A-Za-z0-9_-]{0,20}["'`]?\s{0,3}(?:=>|[:=])\s{0,3}["'`]([A-Za-z0-9+/_=.-]{20,128})["'`]/gi
const HEX = /^[0-9a-f]{32,128}$/i
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Dotted or dashed words, paths and addresses are no secrets. */
const WORDS = /^[A-Za-z]+(?:[._/-][A-Za-z]+)+$/
const BITS = { text: 3.9, hex: 3 }

/** Secrets that somebody left in an upload, worst first; what stands for one in an example is none. */
export function findSecrets(texts: readonly ReadText[]): FoundSecret[] {
  const found = texts.flatMap((text) => [...tokensIn(text), ...assignmentsIn(text)])
  const ranks: Certainty[] = ['proven', 'likely', 'possible']
  const seen = new Set<string>()
  return found
    .sort((a, b) => ranks.indexOf(a.certainty) - ranks.indexOf(b.certainty))
    .filter(({ where, mask }) => !seen.has(`${where} ${mask}`) && seen.add(`${where} ${mask}`))
    .slice(0, MOST)
    .map(({ text, at, ...secret }) => ({ ...secret, line: lineOf(text, at) }))
}

function tokensIn({ text, where }: ReadText): Place[] {
  return TOKEN_SHAPES.flatMap(({ kind, marks, shape, judge }) =>
    marks.flatMap((mark) =>
      placesOf(text, mark).flatMap((at) => {
        shape.lastIndex = at
        const parts = isWordBefore(text, at) ? null : shape.exec(text)
        const certainty = parts && judge(parts[0], parts)
        return parts && certainty ? [{ kind, certainty, where, text, at, mask: masked(parts[0]) }] : []
      })
    )
  )
}

function assignmentsIn({ text, where, isProse }: ReadText): Place[] {
  if (!isProse) return []
  return [...text.matchAll(ASSIGNMENT)].slice(0, MOST_LOOKS).flatMap((match) => {
    const value = match[1]!
    if (UUID.test(value) || WORDS.test(value)) return []
    if (!looksDrawn(value, HEX.test(value) ? BITS.hex : BITS.text) || !/\d/.test(value)) return []
    return [{ kind: 'assigned', certainty: 'possible' as const, where, text, at: match.index, mask: masked(value) }]
  })
}

function placesOf(text: string, mark: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(mark); at >= 0 && places.length < MOST_LOOKS; at = text.indexOf(mark, at + 1)) places.push(at)
  return places
}

/** `risk_live_…` is no key: what marks one begins a word. */
const isWordBefore = (text: string, at: number): boolean => at > 0 && /[A-Za-z0-9]/.test(text[at]!) && /[A-Za-z0-9_]/.test(text[at - 1]!)

const LINE_FEED = 10

function lineOf(text: string, at: number): number {
  let line = 1
  for (let i = 0; i < at; i++) if (text.charCodeAt(i) === LINE_FEED) line++
  return line
}

const SHOWN = 4

/** Enough to find it again, nothing to use it with. */
function masked(secret: string): string {
  const line = secret.split(/[\s\\]/, 1)[0]!
  if (line.startsWith('-----')) return secret.slice(0, secret.indexOf('-----', 5) + 5)
  return `${secret.slice(0, SHOWN)}…${secret.slice(-2)} (${secret.length})`
}
