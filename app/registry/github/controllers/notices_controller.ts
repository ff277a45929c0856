import { inject } from '@adonisjs/core'
import { NoticeRefused } from '#registry/github/exceptions'
import { ReceiveNotice } from '#registry/github/receive_notice'
import type { HttpContext } from '@adonisjs/core/http'

/** Where GitHub tells of releases. The signature covers the raw body, so that is what is checked. */
@inject()
export default class NoticesController {
  constructor(private readonly receive: ReceiveNotice) {}

  async store({ params, request, response }: HttpContext) {
    const [delivery, event, signature] = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].map((name) => request.header(name))
    if (!delivery || delivery.length > 100 || !event || event.length > 100 || !signature) throw new NoticeRefused()
    const status = await this.receive.handle({ linkId: params.id as string, delivery, event, signature, raw: request.raw() ?? '' })
    return response.status(status === 'received' ? 202 : 200).json({ status })
  }
}
