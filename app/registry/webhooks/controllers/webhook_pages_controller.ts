import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { flashInput } from '#core/http/flash_input'
import { ChangeWebhook } from '#core/webhooks/change_webhook'
import { CreateWebhook } from '#core/webhooks/create_webhook'
import { deliveriesOf, findWebhook, listWebhooks } from '#core/webhooks/find_webhook'
import { OutboundRefused } from '#core/outbound/exceptions'
import { deliveriesTable } from '#registry/webhooks/tables/deliveries_table'
import { whichWebhook } from '#registry/webhooks/controllers/webhooks_api_controller'
import { WEBHOOK_EVENT_NAMES } from '#registry/webhooks/webhook_events'
import { WEBHOOK_DOMAIN, webhookOwnerOf, webhookOwners } from '#registry/webhooks/webhook_owners'
import { choosablePlugins, namesOfPlugins, pluginIdsOf } from '#registry/webhooks/webhook_plugins'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { listJoinedPublishers } from '#registry/teams/queries/list_publishers'
import { webhookEditValidator, webhookFormValidator } from '#registry/webhooks/validators'
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

  async create(ctx: HttpContext) {
    const publishers = (await listJoinedPublishers(ctx.user!.id)).filter(({ role }) => role === 'admin')
    return ctx.view.render('registry/webhooks/new', { publishers, chosen: [], ...(await choicesOf(ctx)) })
  }

  async store(ctx: HttpContext) {
    const form = await ctx.request.validateUsing(webhookFormValidator)
    const { algorithm = 'hmac', description = '', plugins = [], publisher, ...given } = form
    const owner = await webhookOwnerOf(ctx.actor, publisher ?? undefined)
    try {
      const subjects = await pluginIdsOf(owner.owner, plugins)
      const made = await this.createWebhook.handle({ actor: ctx.actor, owner, terms: { ...given, algorithm, description, subjects } })
      return shownOnce(ctx, made)
    } catch (error) {
      flashRefusal(ctx, error)
      return ctx.response.redirect().toRoute('publisher.webhooks.create')
    }
  }

  async edit(ctx: HttpContext) {
    const webhook = await findWebhook(await whichWebhook(ctx))
    const chosen = [...(await namesOfPlugins(webhook.subjects)).values()]
    return ctx.view.render('registry/webhooks/edit', { webhook, chosen, ...(await choicesOf(ctx, chosen)) })
  }

  async update(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    const { plugins = [], description = '', ...terms } = await ctx.request.validateUsing(webhookEditValidator)
    try {
      const subjects = await pluginIdsOf((await findWebhook(which)).owner, plugins)
      await this.change.update({ actor: ctx.actor, which, changes: { ...terms, description, subjects } })
    } catch (error) {
      flashRefusal(ctx, error)
      return ctx.response.redirect().toRoute('publisher.webhooks.edit', { id: which.id })
    }
    ctx.session.flash('success', ctx.i18n.t('webhooks.was_changed'))
    return ctx.response.redirect().toRoute('publisher.webhooks.show', { id: which.id })
  }

  async show(ctx: HttpContext) {
    const webhook = await findWebhook(await whichWebhook(ctx))
    const plugins = [...(await namesOfPlugins(webhook.subjects)).values()]
    return deliveriesTable.render(ctx, () => deliveriesOf(webhook.id), { view: 'registry/webhooks/show', data: { webhook, plugins } })
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

/** What the forms offer; a plugin that was chosen stays on offer, whatever became of one's role in it. */
async function choicesOf({ user }: HttpContext, chosen: string[] = []) {
  const own = (await choosablePlugins(user!.id)).map(({ name }) => name)
  return { events: WEBHOOK_EVENT_NAMES, plugins: [...new Set([...chosen, ...own])] }
}

/** Back to the form, with what was written and what is wrong with it. */
function flashRefusal(ctx: HttpContext, error: unknown) {
  const { i18n, session } = ctx
  if (error instanceof OutboundRefused) session.flash('inputErrorsBag', { url: [i18n.t('webhooks.url_refused')] })
  else if (error instanceof InvalidPlugin) session.flash('inputErrorsBag', { plugins: [i18n.t('webhooks.plugins_refused')] })
  else throw error
  flashInput(ctx)
}

/** Not after a redirect: the secret would have to be kept somewhere in between. */
function shownOnce({ response, view }: HttpContext, { id, secret, publicKey }: NewWebhookSecret & { id: string }) {
  response.header('Cache-Control', 'no-store')
  return view.render('registry/webhooks/secret', { id, secret: publicKey ?? secret, isPublic: publicKey !== null })
}
