import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { descending, keysetPage } from '#core/http/keyset'
import { sendWire } from '#registry/wire/casing'
import { CreateToken } from '#registry/tokens/actions/create_token'
import { RevokeToken } from '#registry/tokens/actions/revoke_token'
import { RotateToken } from '#registry/tokens/actions/rotate_token'
import { findOwnToken, ownTokens, tokenHistory, type TokenRow } from '#registry/tokens/queries/own_tokens'
import { toSecretJson, toTokenJson } from '#registry/tokens/token_json'
import { TOKEN_SCOPES } from '#registry/tokens/token_scopes'
import { readTerms, tokenPageValidator } from '#registry/tokens/validators'
import type { HttpContext } from '@adonisjs/core/http'

const DEFAULT_DAYS = 90

/** A person's tokens for programs, by API. Takes sign-ins only: no token makes, turns or ends another. */
@inject()
export default class ApiTokensController {
  constructor(
    private readonly createToken: CreateToken,
    private readonly rotateToken: RotateToken,
    private readonly revokeToken: RevokeToken
  ) {}

  async index({ request, user }: HttpContext) {
    const { limit = 20, cursor } = await tokenPageValidator.validate(request.qs())
    const sort = descending('created_at', 'id')
    const { data, meta } = await keysetPage<TokenRow>(ownTokens(user!.id), { sort, limit, cursor })
    return { data: data.map(toTokenJson), meta }
  }

  async show(ctx: HttpContext) {
    return sendWire(ctx, toTokenJson(await findOwnToken(ctx.user!.id, ctx.params.id as string)))
  }

  scopes(ctx: HttpContext) {
    chooseLocale(ctx)
    const scopes = TOKEN_SCOPES.map((name) => ({ name, description: ctx.i18n.t(`publishing.scope_${name.replace('-', '_')}`) }))
    return sendWire(ctx, { scopes })
  }

  async store(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const given = await readTerms(ctx.request.body())
    const token = {
      name: given.name,
      scopes: given.scopes,
      plugins: given.plugins ?? [],
      stageOnly: given.stage_only ?? false,
      days: given.expires_in_days ?? DEFAULT_DAYS,
    }
    const issued = await this.createToken.handle({ actor: ctx.actor, token })
    ctx.response.status(201).header('Cache-Control', 'no-store')
    return sendWire(ctx, toSecretJson(issued))
  }

  async rotate(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const issued = await this.rotateToken.handle({ actor: ctx.actor, tokenId: ctx.params.id as string })
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, toSecretJson(issued))
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.revokeToken.handle({ actor, tokenId: params.id as string })
    return response.noContent()
  }

  async history({ params, request, user }: HttpContext) {
    const { limit = 20, cursor } = await tokenPageValidator.validate(request.qs())
    const { id } = await findOwnToken(user!.id, params.id as string)
    return keysetPage(tokenHistory(id), { sort: descending('seq'), limit, cursor })
  }
}
