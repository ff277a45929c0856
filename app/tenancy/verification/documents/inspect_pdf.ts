import { inflateSync } from 'node:zlib'
import { DocumentRefused } from '#tenancy/verification/exceptions'
import { findDictionaries, plainNames, type PdfEntry } from '#tenancy/verification/documents/pdf_dictionaries'

/** What a document on paper has no use for: whatever runs, opens, sends, carries files, or cannot be looked into. */
const ACTIVE = [
  ...['JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'Filespec', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData'],
  ...['GoToE', 'GoToR', 'Movie', 'Sound', 'Rendition', 'RichMediaExecute', 'Encrypt'],
]
const ACTIVE_NAME = new RegExp(`/(${ACTIVE.join('|')})(?![A-Za-z0-9])`)
/** Bytes packed and unpacked together. */
const MOST_WORK = 64 * 1024 * 1024
/** The type of streams that hold objects, in any spelling. */
const OBJECT_STREAM = /\/(?:O|#4f)(?:b|#62)(?:j|#6a)(?:S|#53)(?:t|#74)(?:m|#6d)/gi
/** Further filters, and what changes what a filter answers or where the data stand. */
const BEYOND_PLAIN = new Set(['/DecodeParms', '/DP', '/F', '/FFilter', '/FDecodeParms'])

/**
 * Refuses PDFs with active content. Names are compared as a reader reads them (`/Java#53cript`), and objects that hide in
 * compressed streams are unpacked first; where that cannot be done plainly, the file is refused: it can be printed anew.
 */
export function inspectPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text)) throw new DocumentRefused('This is no PDF', 'pdf')
  if (!text.slice(-2_048).includes('%%EOF')) throw new DocumentRefused('The PDF is cut short', 'pdf')
  refuseActive(text)
  for (const hidden of objectStreams(text)) refuseActive(hidden)
}

function refuseActive(text: string) {
  const name = ACTIVE_NAME.exec(plainNames(text))?.[1]
  if (name) throw new DocumentRefused(`The PDF has active content or is locked (${name}): print it to a new file`, 'active')
}

/**
 * Objects of a PDF 1.5 stand in streams of type ObjStm, packed with FlateDecode and nothing else. Some readers go by `First`
 * alone, so that counts as well. A type that stands in no dictionary we could read hides from us, so it is refused.
 */
function* objectStreams(text: string): Generator<string> {
  const dictionaries = findDictionaries(text)
  if (!dictionaries) throw unreadable()
  const typed = [...text.matchAll(OBJECT_STREAM)].map(({ index }) => index)
  let left = MOST_WORK
  let next = 0
  for (const { start, end, entries, streamAt } of dictionaries) {
    if (next < typed.length && typed[next] < start) throw unreadable()
    const isTyped = next < typed.length && typed[next] < end
    while (next < typed.length && typed[next] < end) next += 1
    if (!isTyped && !(streamAt !== null && entries.some(({ name }) => name === '/First'))) continue
    if (streamAt === null || !isPlainlyPacked(entries)) throw unreadable()
    const last = text.indexOf('endstream', streamAt)
    if (last === -1 || last - streamAt > left) throw unreadable()
    const inflated = inflate(text.slice(streamAt, last), left)
    left -= last - streamAt + inflated.length
    yield inflated
  }
  if (next < typed.length) throw unreadable()
}

function isPlainlyPacked(entries: PdfEntry[]): boolean {
  const filters = entries.filter(({ name }) => name === '/Filter')
  if (filters.length !== 1 || entries.some(({ name }) => BEYOND_PLAIN.has(name))) return false
  return /^(?:\[ )?\/FlateDecode(?: \])?$/.test(plainNames(filters[0].value))
}

function inflate(body: string, most: number): string {
  try {
    return inflateSync(Buffer.from(body, 'latin1'), { maxOutputLength: Math.max(1, most) }).toString('latin1')
  } catch {
    throw unreadable()
  }
}

const unreadable = () => new DocumentRefused('The PDF cannot be looked into: print it to a new file', 'pdf')
