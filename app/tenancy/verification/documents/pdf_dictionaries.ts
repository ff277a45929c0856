/** The dictionary an object of a PDF begins with: where it stands, its entries as written, and where its stream begins, if it has one. */
export type PdfDictionary = { start: number; end: number; entries: PdfEntry[]; streamAt: number | null }
export type PdfEntry = { name: string; value: string }

/** Signs looked at for one dictionary (thousands of pages stand in one), between two things, and for all dictionaries together. */
const MOST_OF_ONE = 1024 * 1024
const MOST_OF_GAP = 64 * 1024
const MOST_OF_ALL = 64 * 1024 * 1024
const MOST_OBJECTS = 100_000

const TOKEN = /%[^\r\n]*|<<|>>|[[\]]|<[\s\0\da-fA-F]*>|\/[^\s\0()<>[\]{}/%]*|[^\s\0()<>[\]{}/%]+|[<({})]/g
const GAP = /(?:\s|\0|%[^\r\n]*)*/y
const STREAM = /stream\r?\n?/y
const CLOSING: Record<string, string> = { '<<': '>>', '[': ']' }

/** `#53` in a name stands for the sign with this code. */
export const plainNames = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/**
 * Dictionaries of objects, read as a reader reads them: what stands in strings and comments is neither a name nor an end. Null
 * where one cannot be read, or there is more than may be looked at: a file full of beginnings must not hold up a process.
 */
export function findDictionaries(text: string): PdfDictionary[] | null {
  const found: PdfDictionary[] = []
  let left = MOST_OF_ALL
  let count = 0
  for (const { index } of text.matchAll(/\bobj\b/g)) {
    const after = index + 'obj'.length
    const start = skip(GAP, text, after)
    const isDictionary = text.startsWith('<<', start)
    const dictionary = isDictionary ? readDictionary(text.slice(start, start + MOST_OF_ONE)) : null
    if (isDictionary && !dictionary) return null
    const end = start + (dictionary?.length ?? 0)
    const gap = skip(GAP, text, end)
    left -= gap - index
    if (left < 0 || ++count > MOST_OBJECTS) return null
    const streamAt = skip(STREAM, text, gap)
    if (dictionary) found.push({ start, end, entries: dictionary.entries, streamAt: streamAt > gap ? streamAt : null })
  }
  return found
}

function readDictionary(text: string): { length: number; entries: PdfEntry[] } | null {
  const items: string[] = []
  const open: string[] = []
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [token] = found
    if (token.startsWith('%')) continue
    if (token === '(') TOKEN.lastIndex = endOfString(text, found.index)
    const isClosing = token === '>>' || token === ']'
    if (isClosing && open.pop() !== token) return null
    if (open.length === 0 && isClosing) return entriesOf(items, TOKEN.lastIndex)
    // What stands deeper belongs to the value it is in.
    if (open.length > 1 || isClosing) items.push(`${items.pop() ?? ''} ${token}`)
    else if (open.length === 1) items.push(token)
    if (CLOSING[token]) open.push(CLOSING[token])
  }
  return null
}

/** Names and values by turns; a reference (`5 0 R`) is one value. */
function entriesOf(items: string[], length: number): { length: number; entries: PdfEntry[] } | null {
  const entries: PdfEntry[] = []
  for (let at = 0; at < items.length;) {
    const isReference = items[at + 3] === 'R' && /^\d+$/.test(items[at + 1]) && /^\d+$/.test(items[at + 2])
    const next = at + (isReference ? 4 : 2)
    if (!items[at].startsWith('/') || next > items.length) return null
    entries.push({ name: plainNames(items[at]), value: items.slice(at + 1, next).join(' ') })
    at = next
  }
  return { length, entries }
}

/** Strings hold brackets in pairs, and any sign after a backslash. */
function endOfString(text: string, start: number): number {
  let open = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') open += 1
    else if (text[at] === ')' && --open === 0) return at + 1
  }
  return text.length
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = 0
  return pattern.test(text.slice(from, from + MOST_OF_GAP)) ? from + pattern.lastIndex : from
}
