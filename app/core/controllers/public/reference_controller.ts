import { createHash } from 'node:crypto'
import { openApiDocument } from '#core/http/openapi/document'
import { referenceOf } from '#core/http/openapi/reference'
import type { HttpContext } from '@adonisjs/core/http'

let served: { text: string; etag: string } | null = null

/** The API described: for programs as OpenAPI, for people as a page. */
export default class ReferenceController {
  document({ request, response }: HttpContext) {
    served ??= serialize()
    response.header('Cache-Control', 'public, max-age=300').header('ETag', served.etag).header('Access-Control-Allow-Origin', '*')
    if (request.header('if-none-match') === served.etag) return response.status(304)
    return response.header('Content-Type', 'application/json; charset=utf-8').send(served.text)
  }

  async show({ view }: HttpContext) {
    return view.render('core/reference', { groups: referenceOf(openApiDocument()) })
  }
}

function serialize() {
  const text = JSON.stringify(openApiDocument())
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
