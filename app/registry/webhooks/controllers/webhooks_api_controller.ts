import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { ChangeWebhook } from '#core/webhooks/change_webhook'
import { CreateWebhook } from '#core/webhooks/create_webhook'
import { findWebhook, listWebhooks } from '#core/webhooks/find_webhook'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { WEBHOOK_EVENT_NAMES } from '#registry/webhooks/webhook_events'
import { WEBHOOK_DOMAIN, webhookOwnerOf, webhookOwners } from '#registry/webhooks/webhook_owners'
import { webhookChangeValidator, webhookValidator } from '#registry/webhooks/validators'
import { namesOfPlugins, pluginIdsOf } from '#registry/webhooks/webhook_plugins'
import { toWebhookJson } from '#registry/webhooks/webhook_json'
import type { HttpContext } from '@adonisjs/core/http'
import type { NewWebhookSecret } from '#core/webhooks/signature'
import type { WhichWebhook } from '#core/webhooks/webhook'

/** Where a publisher's programs are told of what happens, by API. Takes sign-ins only. */
@inject()
export default class WebhooksApiController {
  constructor(
    private readonly createWebhook: CreateWebhook,
    private readonly change: ChangeWebhook
  ) {}

  events(ctx: HttpContext) {
    chooseLocale(ctx)
    const events = WEBHOOK_EVENT_NAMES.map((name) => ({ name, description: ctx.i18n.t(`webhooks.event_${name.replace('.', '_')}`) }))
    return sendWire(ctx, { events })
  }

  async index(ctx: HttpContext) {
    const webhooks = await listWebhooks({ domain: WEBHOOK_DOMAIN, owners: await webhookOwners(db, ctx.actor) })
    const names = await namesOfPlugins(webhooks.flatMap(({ subjects }) => subjects))
    return sendWire(ctx, { webhooks: webhooks.map((webhook) => toWebhookJson(webhook, names)) })
  }

  async show(ctx: HttpContext) {
    return sendWebhook(ctx, await whichWebhook(ctx))
  }

  async store(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const {
      publisher,
      plugins = [],
      algorithm = 'hmac',
      description = '',
      ...given
    } = await webhookValidator.validate(snakeKeys(ctx.request.body()))
    const owner = await webhookOwnerOf(ctx.actor, publisher)
    const subjects = await pluginIdsOf(owner.owner, plugins)
    const made = await this.createWebhook.handle({ actor: ctx.actor, owner, terms: { ...given, algorithm, description, subjects } })
    ctx.response.status(201)
    return shownOnce(ctx, made)
  }

  async update(ctx: HttpContext) {
    const { active: isActive, plugins, ...terms } = await webhookChangeValidator.validate(snakeKeys(ctx.request.body()))
    const which = await whichWebhook(ctx)
    const subjects = plugins && { subjects: await pluginIdsOf((await findWebhook(which)).owner, plugins) }
    const changes = { ...terms, ...subjects, ...(isActive === undefined ? {} : { isActive }) }
    await this.change.update({ actor: ctx.actor, which, changes })
    return sendWebhook(ctx, which)
  }

  async rotate(ctx: HttpContext) {
    const which = await whichWebhook(ctx)
    return shownOnce(ctx, { id: which.id, ...(await this.change.rotate({ actor: ctx.actor, which })) })
  }

  async destroy(ctx: HttpContext) {
    await this.change.remove({ actor: ctx.actor, which: await whichWebhook(ctx) })
    return ctx.response.noContent()
  }
}

async function sendWebhook(ctx: HttpContext, which: WhichWebhook) {
  const webhook = await findWebhook(which)
  return sendWire(ctx, toWebhookJson(webhook, await namesOfPlugins(webhook.subjects)))
}

/** The private half of a pair is nobody's but ours: receivers check with the public one. */
function shownOnce(ctx: HttpContext, { id, secret, publicKey }: NewWebhookSecret & { id: string }) {
  ctx.response.header('Cache-Control', 'no-store')
  return sendWire(ctx, { id, secret: publicKey ? null : secret, public_key: publicKey })
}

export async function whichWebhook({ access, actor, params }: HttpContext): Promise<WhichWebhook> {
  if (!access.can('registry.publish')) throw new Forbidden()
  return { domain: WEBHOOK_DOMAIN, owners: await webhookOwners(db, actor), id: params.id as string }
}
