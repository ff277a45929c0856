import { inject } from '@adonisjs/core'
import { WebhookRefused } from '#payments/exceptions'
import { ReceiveWebhook } from '#payments/actions/receive_webhook'
import type { HttpContext } from '@adonisjs/core/http'

/** Where payment providers report. The signature covers the raw body, so that is what is checked and kept. */
@inject()
export default class ProviderNoticesController {
  constructor(private readonly receiveWebhook: ReceiveWebhook) {}

  async store({ params, request, response }: HttpContext) {
    const raw = request.raw()
    if (!raw) throw new WebhookRefused()
    await this.receiveWebhook.handle(params.provider, { raw, header: (name) => request.header(name) })
    return response.noContent()
  }
}
