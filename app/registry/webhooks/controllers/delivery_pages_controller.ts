import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { findDelivery, findWebhook } from '#core/webhooks/find_webhook'
import { ReplayDeliveries } from '#core/webhooks/replay_deliveries'
import { messageId, type AttemptRow } from '#core/webhooks/webhook'
import { whichWebhook } from '#registry/webhooks/controllers/webhooks_api_controller'
import { replayFormValidator } from '#registry/webhooks/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** What was sent to a webhook and what it answered, by page. */
@inject()
export default class DeliveryPagesController {
  constructor(private readonly replayDeliveries: ReplayDeliveries) {}

  async show(ctx: HttpContext) {
    const webhook = await findWebhook(await whichWebhook(ctx))
    const { delivery, attempts } = await findDelivery(webhook.id, ctx.params.delivery as string)
    const log = attempts.map((attempt) => toItem(attempt, ctx.i18n))
    const body = JSON.stringify(JSON.parse(delivery.body), null, 2)
    return ctx.view.render('registry/webhooks/delivery', { webhook, delivery, log, body, messageId: messageId(delivery.id) })
  }

  async ping(ctx: HttpContext) {
    await this.replayDeliveries.ping({ which: await whichWebhook(ctx) })
    return back(ctx, ctx.i18n.t('webhooks.was_pinged'))
  }

  async replayOne(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    const { delivery } = await findDelivery((await findWebhook(which)).id, ctx.params.delivery as string)
    await this.replayDeliveries.handle({ actor: ctx.actor, which, selection: { deliveryId: delivery.id } })
    return back(ctx, ctx.i18n.t('webhooks.were_replayed', { count: 1 }))
  }

  async replay(ctx: HttpContext) {
    const { hours, only_failed: onlyFailed = false } = await ctx.request.validateUsing(replayFormValidator)
    const until = Clock.now()
    const selection = { since: until.minus({ hours }).toJSDate(), until: until.toJSDate(), onlyFailed }
    const count = await this.replayDeliveries.handle({ actor: ctx.actor, which: await whichWebhook(ctx), selection })
    return back(ctx, ctx.i18n.t('webhooks.were_replayed', { count }))
  }
}

const toItem = ({ at, outcome, status, latency_ms: ms, answer }: AttemptRow, i18n: HttpContext['i18n']) => ({
  at,
  title: i18n.t(`webhooks.outcome_${outcome}`, { status: status ?? 0 }),
  by: i18n.t('webhooks.took', { ms }),
  text: answer,
  tone: outcome === 'delivered' ? 'good' : 'bad',
  icon: outcome === 'delivered' ? 'circle-check' : 'alert-circle',
})

function back({ params, response, session }: HttpContext, said: string) {
  session.flash('success', said)
  return response.redirect().toRoute('publisher.webhooks.show', { id: params.id as string })
}
