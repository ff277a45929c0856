import { inject } from '@adonisjs/core'
import { CreateToken } from '#registry/tokens/actions/create_token'
import { RevokeToken } from '#registry/tokens/actions/revoke_token'
import { RotateToken } from '#registry/tokens/actions/rotate_token'
import { findOwnToken, listedTokens, tokenHistory } from '#registry/tokens/queries/own_tokens'
import { TOKEN_SCOPES } from '#registry/tokens/token_scopes'
import { tokensTable } from '#registry/tokens/tables/tokens_table'
import { patternsValidator, tokenFormValidator } from '#registry/tokens/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { IssuedToken } from '#registry/tokens/actions/keep_token'

const HISTORY_LENGTH = 50

/** A person's tokens for programs. The secret is on the page that answers the form, and on no other. */
@inject()
export default class TokenPagesController {
  constructor(
    private readonly createToken: CreateToken,
    private readonly rotateToken: RotateToken,
    private readonly revokeToken: RevokeToken
  ) {}

  index(ctx: HttpContext) {
    return tokensTable.render(ctx, () => listedTokens(ctx.user!.id), { view: 'registry/publishing/tokens' })
  }

  create({ view }: HttpContext) {
    return view.render('registry/publishing/new_token', { scopes: TOKEN_SCOPES })
  }

  async store(ctx: HttpContext) {
    const given = await ctx.request.validateUsing(tokenFormValidator)
    const { plugins } = await patternsValidator.validate({ plugins: (given.plugins ?? '').split(/[\s,]+/).filter(Boolean) })
    const token = { name: given.name, scopes: given.scopes, plugins, stageOnly: given.stage_only ?? false, days: given.expires_in_days }
    return this.#shownOnce(ctx, await this.createToken.handle({ actor: ctx.actor, token }))
  }

  async show({ user, params, view, i18n }: HttpContext) {
    const token = await findOwnToken(user!.id, params.id as string)
    const rows = (await tokenHistory(token.id).orderBy('seq', 'desc').limit(HISTORY_LENGTH)) as HistoryRow[]
    const history = rows.map((row) => toItem(row, i18n))
    const isAlive = !token.revoked_at && token.expires_at > new Date()
    return view.render('registry/publishing/token', { token, history, isAlive })
  }

  async rotate(ctx: HttpContext) {
    return this.#shownOnce(ctx, await this.rotateToken.handle({ actor: ctx.actor, tokenId: ctx.params.id as string }))
  }

  async confirmRevocation({ user, params, view }: HttpContext) {
    return view.render('registry/publishing/revoke_token', { token: await findOwnToken(user!.id, params.id as string) })
  }

  async revoke({ actor, params, response, session, i18n }: HttpContext) {
    await this.revokeToken.handle({ actor, tokenId: params.id as string })
    session.flash('success', i18n.t('publishing.token_was_revoked'))
    return response.redirect().toRoute('publisher.tokens.index')
  }

  /** Not after a redirect: the secret would have to be kept somewhere in between. */
  #shownOnce({ view, response }: HttpContext, issued: IssuedToken) {
    response.header('Cache-Control', 'no-store')
    return view.render('registry/publishing/token_secret', { issued })
  }
}

type HistoryRow = { at: Date; action: string; target_label: string | null; ip: string | null }

const toItem = ({ at, action, target_label: label, ip }: HistoryRow, i18n: HttpContext['i18n']) => ({
  at,
  title: i18n.t(`publishing.did_${action.replace('registry.', '')}`, {}, action),
  text: [label, ip].filter(Boolean).join(' · '),
})
