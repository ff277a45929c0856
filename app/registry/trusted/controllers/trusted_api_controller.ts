import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { assertMay, findPublishedPlugin } from '#registry/owners/publishing_policy'
import { ChangeTrusted } from '#registry/trusted/change_trusted'
import { ExchangeToken } from '#registry/trusted/exchange_token'
import { Issuers } from '#registry/trusted/issuers'
import { listTrusted } from '#registry/trusted/list_trusted'
import { exchangeValidator, toTrustedJson, trustedValidator } from '#registry/trusted/trusted_json'
import { buildAudience } from '#registry/trusted/verify_build'
import type { HttpContext } from '@adonisjs/core/http'

/** Builds that publish without a stored secret. */
@inject()
export default class TrustedApiController {
  constructor(
    private readonly change: ChangeTrusted,
    private readonly exchangeToken: ExchangeToken,
    private readonly issuers: Issuers
  ) {}

  async index(ctx: HttpContext) {
    const plugin = await findPublishedPlugin(db, ctx.actor, nameOf(ctx))
    assertMay(ctx.actor, ctx.actor.grant ? 'trusted-publishing' : 'read', plugin)
    const publishers = (await listTrusted(plugin.id)).map(toTrustedJson)
    const issuers = (await this.issuers.list()).map(({ issuer }) => issuer)
    return sendWire(ctx, { audience: buildAudience(), issuers, publishers })
  }

  async store(ctx: HttpContext) {
    const { environment, ...given } = await trustedValidator.validate(snakeKeys(ctx.request.body()))
    const trusted = { ...given, environment: environment ?? null }
    const id = await this.change.add({ actor: ctx.actor, plugin: nameOf(ctx), trusted })
    ctx.response.status(201)
    return sendWire(ctx, { id })
  }

  async destroy(ctx: HttpContext) {
    await this.change.remove({ actor: ctx.actor, plugin: nameOf(ctx), id: ctx.params.id as string })
    return ctx.response.noContent()
  }

  async exchange(ctx: HttpContext) {
    const given = await exchangeValidator.validate(snakeKeys(ctx.request.body()))
    const { secret, expiresAt, plugin, scopes } = await this.exchangeToken.handle({ actor: ctx.actor, ...given })
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, { token: secret, expires_at: expiresAt.toISOString(), plugin, scopes })
  }
}

function nameOf({ access, params }: HttpContext): string {
  if (!access.can('registry.publish')) throw new Forbidden()
  return params.name as string
}
