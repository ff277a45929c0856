import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { descending, keysetPage } from '#core/http/keyset'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'
import { RevokeServiceToken } from '#identity/service_tokens/actions/revoke_service_token'
import { RotateServiceToken } from '#identity/service_tokens/actions/rotate_service_token'
import { findServiceToken, serviceTokensOf, usesOf } from '#identity/service_tokens/queries/service_tokens'
import { scopeKey } from '#identity/service_tokens/scope_key'
import { serviceScopes } from '#identity/service_tokens/service_scopes'
import { enterPlace } from '#identity/service_tokens/enter_place'
import { toSecretJson, toServiceTokenJson, toUseJson } from '#identity/service_tokens/service_token_json'
import { serviceTokenPageValidator, serviceTokenValidator } from '#identity/service_tokens/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { ServiceTokenRow, ServiceTokenUse } from '#identity/service_tokens/queries/service_tokens'

const DEFAULT_DAYS = 90

/** Tokens of machines: of the token's company, under /admin the platform's. Takes sign-ins only: no token makes or ends another. */
@inject()
export default class ServiceTokensApiController {
  constructor(
    private readonly createToken: CreateServiceToken,
    private readonly rotateToken: RotateServiceToken,
    private readonly revokeToken: RevokeServiceToken
  ) {}

  async index(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const { limit = 20, cursor } = await serviceTokenPageValidator.validate(ctx.request.qs())
    const sort = descending('t.created_at', 't.id')
    const { data, meta } = await keysetPage<ServiceTokenRow>(serviceTokensOf(place), { sort, limit, cursor })
    return { data: data.map(toServiceTokenJson), meta }
  }

  async scopes(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    chooseLocale(ctx)
    return { scopes: serviceScopes(place).map((name) => ({ name, description: ctx.i18n.t(scopeKey(name), {}, name) })) }
  }

  async show(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    return toServiceTokenJson(await findServiceToken(db, place, { id: ctx.params.id as string }))
  }

  async uses(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const { limit = 20, cursor } = await serviceTokenPageValidator.validate(ctx.request.qs())
    const { id } = await findServiceToken(db, place, { id: ctx.params.id as string })
    const sort = descending('last_at', 'id')
    const { data, meta } = await keysetPage<ServiceTokenUse>(usesOf(id), { sort, limit, cursor })
    return { data: data.map(toUseJson), meta }
  }

  async store(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const { expires_in_days: days = DEFAULT_DAYS, ...terms } = await ctx.request.validateUsing(serviceTokenValidator)
    const issued = await this.createToken.handle({ actor: ctx.actor, place, userId: ctx.user!.id, ...terms, days })
    return ctx.response.status(201).header('Cache-Control', 'no-store').json(toSecretJson(issued))
  }

  async rotate(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const issued = await this.rotateToken.handle({ actor: ctx.actor, place, id: ctx.params.id as string })
    return ctx.response.header('Cache-Control', 'no-store').json(toSecretJson(issued))
  }

  async destroy(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    await this.revokeToken.handle({ actor: ctx.actor, place, id: ctx.params.id as string })
    return ctx.response.noContent()
  }
}
