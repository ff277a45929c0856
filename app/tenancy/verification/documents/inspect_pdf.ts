import { inflateSync } from 'node:zlib'
import { DocumentRefused } from '#tenancy/verification/exceptions'

/** What a document on paper has no use for: whatever runs, opens, sends, carries files, or cannot be looked into. */
const ACTIVE = [
  ...['JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'Filespec', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData'],
  ...['GoToE', 'GoToR', 'Movie', 'Sound', 'Rendition', 'RichMediaExecute', 'Encrypt'],
]
const ACTIVE_NAME = new RegExp(`/(${ACTIVE.join('|')})(?![A-Za-z0-9])`)
/** Bytes packed and unpacked together. */
const MOST_WORK = 64 * 1024 * 1024
const MOST_STREAMS = 20_000
const DICTIONARY_BYTES = 4_096

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

/** `#53` in a name stands for the sign with this code. */
const plainNames = (text: string) => text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Objects of a PDF 1.5 stand in streams of type ObjStm, packed with FlateDecode and nothing else. */
function* objectStreams(text: string): Generator<string> {
  let left = MOST_WORK
  for (const { head, start } of streams(text)) {
    const dictionary = plainNames(head)
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) continue
    if (!/\/Filter\s*(\[\s*)?\/FlateDecode\s*(\]|\/|>>)/.test(dictionary) || dictionary.includes('/DecodeParms')) throw unreadable()
    const end = text.indexOf('endstream', start)
    if (end === -1 || end - start > left) throw unreadable()
    const inflated = inflate(text.slice(start, end), left)
    left -= end - start + inflated.length
    yield inflated
  }
}

/** Where each stream begins, and the dictionary before it. Bounded: a file full of the word must not hold up a process. */
function* streams(text: string): Generator<{ head: string; start: number }> {
  let count = 0
  for (const found of text.matchAll(/\bstream\r?\n/g)) {
    if (++count > MOST_STREAMS) throw unreadable()
    const before = text.slice(Math.max(0, found.index - DICTIONARY_BYTES), found.index)
    yield { head: before.slice(Math.max(0, before.lastIndexOf('obj'))), start: found.index + found[0].length }
  }
}

function inflate(body: string, most: number): string {
  try {
    return inflateSync(Buffer.from(body, 'latin1'), { maxOutputLength: Math.max(1, most) }).toString('latin1')
  } catch {
    throw unreadable()
  }
}

const unreadable = () => new DocumentRefused('The PDF cannot be looked into: print it to a new file', 'pdf')
