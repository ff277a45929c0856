import { documentStore } from '#tenancy/verification/documents/document_store'
import { DocumentErased } from '#tenancy/verification/exceptions'
import type { VerificationDocument } from '#tenancy/verification/documents/document'
import type { HttpContext } from '@adonisjs/core/http'

/** A stranger's file: to be saved, never to be shown by the browser as ours. */
export async function sendDocument({ response }: HttpContext, document: VerificationDocument) {
  if (document.deleted_at) throw new DocumentErased()
  const stream = await documentStore.read(document)
  response
    .header('Content-Type', document.media_type)
    .header('Content-Disposition', `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(document.name)}`)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Cache-Control', 'private, no-store')
  return response.stream(stream)
}
