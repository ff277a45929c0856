import { inject } from '@adonisjs/core'
import { descending, keysetPage } from '#core/http/keyset'
import { deliveriesOf, findDelivery, findWebhook } from '#core/webhooks/find_webhook'
import { ReplayDeliveries } from '#core/webhooks/replay_deliveries'
import { messageId, type DeliveryRow } from '#core/webhooks/webhook'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { whichWebhook } from '#registry/webhooks/controllers/webhooks_api_controller'
import { deliveryPageValidator, replayValidator } from '#registry/webhooks/validators'
import { toAttemptJson, toDeliveryJson } from '#registry/webhooks/webhook_json'
import type { HttpContext } from '@adonisjs/core/http'

/** What was sent to a webhook, what it answered, and sending it again. */
@inject()
export default class DeliveriesApiController {
  constructor(private readonly replayDeliveries: ReplayDeliveries) {}

  async index(ctx: HttpContext) {
    const { limit = 20, cursor } = await deliveryPageValidator.validate(ctx.request.qs())
    const { id } = await findWebhook(await whichWebhook(ctx))
    const sort = descending('created_at', 'id')
    const { data, meta } = await keysetPage<DeliveryRow>(deliveriesOf(id), { sort, limit, cursor })
    return { data: data.map(toDeliveryJson), meta }
  }

  async show(ctx: HttpContext) {
    const { id } = await findWebhook(await whichWebhook(ctx))
    const { delivery, attempts } = await findDelivery(id, ctx.params.delivery as string)
    return sendWire(ctx, { ...toDeliveryJson(delivery), body: delivery.body, log: attempts.map(toAttemptJson) })
  }

  async ping(ctx: HttpContext) {
    const id = await this.replayDeliveries.ping({ which: await whichWebhook(ctx) })
    ctx.response.status(202)
    return sendWire(ctx, { id, message_id: messageId(id) })
  }

  async replayOne(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    const { delivery } = await findDelivery((await findWebhook(which)).id, ctx.params.delivery as string)
    await this.replayDeliveries.handle({ actor: ctx.actor, which, selection: { deliveryId: delivery.id } })
    ctx.response.status(202)
    return sendWire(ctx, { deliveries: 1 })
  }

  async replay(ctx: HttpContext) {
    const { since, until, only_failed: onlyFailed = true } = await replayValidator.validate(snakeKeys(ctx.request.body()))
    const selection = { since: momentOf('since', since), until: until ? momentOf('until', until) : new Date(), onlyFailed }
    const deliveries = await this.replayDeliveries.handle({ actor: ctx.actor, which: await whichWebhook(ctx), selection })
    ctx.response.status(202)
    return sendWire(ctx, { deliveries })
  }
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)$/

function momentOf(field: string, text: string): Date {
  const at = new Date(text)
  if (!RFC_3339.test(text) || Number.isNaN(at.getTime())) {
    throw InvalidPlugin.field(field, 'A moment as RFC 3339 writes it is needed', 'date')
  }
  return at
}
