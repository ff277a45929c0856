import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'
import { RevokeServiceToken } from '#identity/service_tokens/actions/revoke_service_token'
import { RotateServiceToken } from '#identity/service_tokens/actions/rotate_service_token'
import { findServiceToken, historyOf, serviceTokensOf, usesOf } from '#identity/service_tokens/queries/service_tokens'
import { scopeKey } from '#identity/service_tokens/scope_key'
import { serviceScopes } from '#identity/service_tokens/service_scopes'
import { enterPlace } from '#identity/service_tokens/enter_place'
import { serviceTokensTable } from '#identity/service_tokens/tables/service_tokens_table'
import { serviceTokenFormValidator } from '#identity/service_tokens/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { IssuedServiceToken } from '#identity/service_tokens/actions/keep_service_token'
import type { ServiceTokenUse } from '#identity/service_tokens/queries/service_tokens'

const USES_SHOWN = 50

/** Tokens of machines, in the account panel the company's, in the operator's the platform's. The secret is on the page that answers the form, and on no other. */
@inject()
export default class ServiceTokenPagesController {
  constructor(
    private readonly createToken: CreateServiceToken,
    private readonly rotateToken: RotateServiceToken,
    private readonly revokeToken: RevokeServiceToken
  ) {}

  async index(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const panel = panelOf(place)
    return serviceTokensTable(panel).render(ctx, () => serviceTokensOf(place), { view: 'identity/tokens/service_tokens', data: { panel } })
  }

  async create(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const scopes = serviceScopes(place).map((name) => ({ name, label: ctx.i18n.t(scopeKey(name), {}, name) }))
    return ctx.view.render('identity/tokens/new_service_token', { panel: panelOf(place), scopes })
  }

  async store(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const { expires_in_days: days, ...terms } = await ctx.request.validateUsing(serviceTokenFormValidator)
    const issued = await this.createToken.handle({ actor: ctx.actor, place, userId: ctx.user!.id, ...terms, days })
    return shownOnce(ctx, panelOf(place), issued)
  }

  async show(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const token = await findServiceToken(db, place, { id: ctx.params.id as string })
    const uses = (await usesOf(token.id).orderBy('last_at', 'desc').orderBy('id', 'desc').limit(USES_SHOWN)) as ServiceTokenUse[]
    const history = (await historyOf(token.id)).map(({ at, action, actor_label: by, ip }) => {
      const did = `tokens.did_${action.replace('identity.service_token_', '')}`
      return { at, by, title: ctx.i18n.t(did, {}, action), text: ip, icon: 'key' }
    })
    return ctx.view.render('identity/tokens/service_token', { panel: panelOf(place), token, uses, history })
  }

  async confirmRotation(ctx: HttpContext) {
    return this.#asking(ctx, 'identity/tokens/rotate_service_token')
  }

  async rotate(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    const issued = await this.rotateToken.handle({ actor: ctx.actor, place, id: ctx.params.id as string })
    return shownOnce(ctx, panelOf(place), issued)
  }

  async confirmRevocation(ctx: HttpContext) {
    return this.#asking(ctx, 'identity/tokens/revoke_service_token')
  }

  async revoke(ctx: HttpContext) {
    const place = await enterPlace(ctx)
    await this.revokeToken.handle({ actor: ctx.actor, place, id: ctx.params.id as string })
    ctx.session.flash('success', ctx.i18n.t('tokens.was_revoked'))
    return ctx.response.redirect().toRoute(`${panelOf(place)}.service_tokens.index`)
  }

  async #asking(ctx: HttpContext, view: string) {
    const place = await enterPlace(ctx)
    const token = await findServiceToken(db, place, { id: ctx.params.id as string })
    return ctx.view.render(view, { panel: panelOf(place), token })
  }
}

const panelOf = (place: string | null) => (place === null ? 'operator' : 'account')

/** Not after a redirect: the secret would have to be kept somewhere in between. */
function shownOnce({ view, response }: HttpContext, panel: string, issued: IssuedServiceToken) {
  response.header('Cache-Control', 'no-store')
  return view.render('identity/tokens/service_token_secret', { panel, issued })
}
