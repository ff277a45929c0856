import { deflateSync } from 'node:zlib'

/** A small PDF; `more` goes in front of its end. */
export const pdf = (more = '') =>
  Buffer.from(`%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n${more}\ntrailer << /Root 1 0 R >>\n%%EOF\n`, 'latin1')

/** An object that hides in a compressed stream, as PDF 1.5 has it. */
export const packed = (object: string, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode') => {
  const body = deflateSync(Buffer.from(object)).toString('latin1')
  return `2 0 obj\n<< ${dictionary} /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj`
}

export async function picture(format: 'jpeg' | 'png' | 'webp' = 'jpeg', more: { exif?: string } = {}): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const drawn = sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } }).toFormat(format)
  return (more.exif ? drawn.withExif({ IFD0: { ImageDescription: more.exif } }) : drawn).toBuffer()
}

export const upload = (kind: string, bytes: Buffer, name: string) => {
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  return form
}
