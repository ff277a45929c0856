import { inject } from '@adonisjs/core'
import { WebhookRefused } from '#payments/exceptions'
import { ReceiveWebhook } from '#payments/actions/receive_webhook'
import { isKeptBack, isOurToken } from '#runtime/endpoints/kept_back'
import type { HttpContext } from '@adonisjs/core/http'

/** Where payment providers report. The signature covers the raw body, so that is what is checked and kept. */
@inject()
export default class ProviderNoticesController {
  constructor(private readonly receiveWebhook: ReceiveWebhook) {}

  async store({ params, request, response }: HttpContext) {
    const raw = request.raw() ?? ''
    const query = request.parsedUrl.query ?? ''
    if (!raw && !query) throw new WebhookRefused()
    const reply = await this.receiveWebhook.handle(params.provider, { method: request.method(), query, headers: headersOf(request), raw })
    return reply === null ? response.noContent() : response.type('text').send(reply)
  }
}

/** All that the provider may have signed or signs in with; not what is ours or a proxy's. */
const headersOf = (request: HttpContext['request']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers()).flatMap(([name, value]) => {
      const isOurs = isKeptBack(name) || (name === 'authorization' && isOurToken(String(value)))
      return isOurs || value === undefined ? [] : [[name, String(value)]]
    })
  )
