import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ChangeWebhook } from '#core/webhooks/change_webhook'
import { CreateWebhook } from '#core/webhooks/create_webhook'
import { deliveriesOf, findWebhook, listWebhooks } from '#core/webhooks/find_webhook'
import { OutboundRefused } from '#core/outbound/exceptions'
import { deliveriesTable } from '#registry/webhooks/tables/deliveries_table'
import { whichWebhook } from '#registry/webhooks/controllers/webhooks_api_controller'
import { WEBHOOK_EVENT_NAMES } from '#registry/webhooks/webhook_events'
import { WEBHOOK_DOMAIN, webhookOwnerOf, webhookOwners } from '#registry/webhooks/webhook_owners'
import { webhookFormValidator } from '#registry/webhooks/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { NewWebhookSecret } from '#core/webhooks/signature'

/** A publisher's webhooks, by page. The secret is on the page that answers the form, and on no other. */
@inject()
export default class WebhookPagesController {
  constructor(
    private readonly createWebhook: CreateWebhook,
    private readonly change: ChangeWebhook
  ) {}

  async index({ actor, view }: HttpContext) {
    const webhooks = await listWebhooks({ domain: WEBHOOK_DOMAIN, owners: await webhookOwners(db, actor) })
    return view.render('registry/webhooks/index', { webhooks })
  }

  create({ view }: HttpContext) {
    return view.render('registry/webhooks/new', { events: WEBHOOK_EVENT_NAMES })
  }

  async store(ctx: HttpContext) {
    const { algorithm = 'hmac', description = '', ...given } = await ctx.request.validateUsing(webhookFormValidator)
    const owner = await webhookOwnerOf(ctx.actor, undefined)
    try {
      const made = await this.createWebhook.handle({ actor: ctx.actor, owner, terms: { ...given, algorithm, description } })
      return shownOnce(ctx, made)
    } catch (error) {
      if (!(error instanceof OutboundRefused)) throw error
      ctx.session.flash('inputErrorsBag', { url: [ctx.i18n.t('webhooks.url_refused')] })
      ctx.session.flashAll()
      return ctx.response.redirect().toRoute('publisher.webhooks.create')
    }
  }

  async show(ctx: HttpContext) {
    const webhook = await findWebhook(await whichWebhook(ctx))
    return deliveriesTable.render(ctx, () => deliveriesOf(webhook.id), { view: 'registry/webhooks/show', data: { webhook } })
  }

  async rotate(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    return shownOnce(ctx, { id: which.id, ...(await this.change.rotate({ actor: ctx.actor, which })) })
  }

  async toggle(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    const isActive = (await findWebhook(which)).status !== 'active'
    await this.change.update({ actor: ctx.actor, which, changes: { isActive } })
    ctx.session.flash('success', ctx.i18n.t(isActive ? 'webhooks.was_switched_on' : 'webhooks.was_switched_off'))
    return ctx.response.redirect().toRoute('publisher.webhooks.show', { id: which.id })
  }

  async confirmRemoval(ctx: HttpContext) {
    return ctx.view.render('registry/webhooks/remove', { webhook: await findWebhook(await whichWebhook(ctx)) })
  }

  async destroy(ctx: HttpContext) {
    await this.change.remove({ actor: ctx.actor, which: await whichWebhook(ctx) })
    ctx.session.flash('success', ctx.i18n.t('webhooks.was_removed'))
    return ctx.response.redirect().toRoute('publisher.webhooks.index')
  }
}

/** Not after a redirect: the secret would have to be kept somewhere in between. */
function shownOnce({ response, view }: HttpContext, { id, secret, publicKey }: NewWebhookSecret & { id: string }) {
  response.header('Cache-Control', 'no-store')
  return view.render('registry/webhooks/secret', { id, secret: publicKey ?? secret, isPublic: publicKey !== null })
}
