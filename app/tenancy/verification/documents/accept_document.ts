import { DocumentRefused } from '#tenancy/verification/exceptions'
import { inspectPdf } from '#tenancy/verification/documents/inspect_pdf'
import type { MediaType } from '#tenancy/verification/documents/document'

const MOST_PIXELS = 40_000_000
const LONGEST_SIDE = 4_000

/** By what the bytes are, whatever the name or the client says. */
export function mediaTypeOf(bytes: Buffer): MediaType | null {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf'
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png'
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp'
  return null
}

/** The bytes that are kept: a picture drawn anew without all that is no picture, a PDF that was looked through. Throws `DocumentRefused`. */
export async function acceptDocument(bytes: Buffer): Promise<{ mediaType: MediaType; bytes: Buffer }> {
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) throw new DocumentRefused('Choose a PDF, JPEG, PNG or WebP', 'type')
  if (mediaType !== 'application/pdf') return { mediaType, bytes: await drawAnew(bytes, mediaType) }
  inspectPdf(bytes)
  return { mediaType, bytes }
}

/** The library is large: only processes that take documents load it. */
async function drawAnew(bytes: Buffer, mediaType: Exclude<MediaType, 'application/pdf'>): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    if (mediaType === 'image/jpeg') return await picture.jpeg({ quality: 85 }).toBuffer()
    return await (mediaType === 'image/png' ? picture.png() : picture.webp({ quality: 85 })).toBuffer()
  } catch {
    throw new DocumentRefused('The picture is broken or too large', 'image')
  }
}
