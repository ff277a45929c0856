import vine from '@vinejs/vine'
import { DocumentRefused } from '#tenancy/verification/exceptions'
import { DOCUMENT_KINDS, type DocumentKind } from '#tenancy/verification/documents/document'
import type { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'

export type DocumentUpload = { kind: DocumentKind; name: string; bytes: Buffer }

const validator = vine.create({ kind: vine.enum(DOCUMENT_KINDS) })
const MEGABYTE = 1024 * 1024

/** Reads the form's file into memory, after the right was checked: no byte of a refused one reaches the disk. */
export async function readDocumentUpload({ request }: HttpContext, megabytes: number): Promise<DocumentUpload> {
  const { multipart } = request
  if (!multipart || request.bodyType !== 'multipart') throw new DocumentRefused('Send the file as multipart/form-data', 'multipart')
  let file: { name: string; bytes: Buffer } | null = null
  multipart.onFile('file', { deferValidations: true }, async (part) => {
    try {
      file = { name: tidyName(part.filename), bytes: await readUpTo(part, megabytes * MEGABYTE) }
    } catch (error) {
      multipart.abort(error as Error)
    }
  })
  await multipart.process({ limit: '8mb', maxFields: 10 })
  const { kind } = await validator.validate(request.all())
  if (!file) throw new DocumentRefused('Choose a file', 'required')
  const { name, bytes } = file as { name: string; bytes: Buffer }
  return { kind, name, bytes }
}

async function readUpTo(stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw new DocumentRefused(`The file may have ${most / MEGABYTE} MB at most`, 'size')
    chunks.push(chunk)
  }
  if (!size) throw new DocumentRefused('No bytes arrived', 'required')
  return Buffer.concat(chunks)
}

/** The name is shown and offered for the download: no folders, nothing that ends a header. */
function tidyName(name: unknown): string {
  const last = String(name ?? '')
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
  const plain = last
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .trim()
    .slice(-120)
  return plain || 'document'
}
