import { inject } from '@adonisjs/core'
import { clientOf } from '#identity/tokens/client_of'
import { IssueTokens, type IssuedTokens } from '#identity/tokens/issue_tokens'
import { SignInByApi } from '#identity/tokens/sign_in_by_api'
import { surfaceOf } from '#identity/tokens/surfaces'
import { tokenAnswer } from '#identity/tokens/token_answer'
import { apiSignInValidator, refreshValidator } from '#identity/tokens/validators'
import EndOwnSignIns from '#identity/actions/end_own_sign_ins'
import type { HttpContext } from '@adonisjs/core/http'

/** Tokens for the surface on which they are asked for. */
@inject()
export default class TokensController {
  constructor(
    private readonly signIn: SignInByApi,
    private readonly issueTokens: IssueTokens,
    private readonly endOwnSignIns: EndOwnSignIns
  ) {}

  /** Login. */
  async store(ctx: HttpContext) {
    const { two_factor_code: twoFactorCode = null, ...credentials } = await ctx.request.validateUsing(apiSignInValidator)
    const who = { actor: ctx.actor, client: clientOf(ctx.request), surface: surfaceOf(ctx.route!.pattern) }
    return answer(ctx, await this.signIn.handle({ ...who, ...credentials, twoFactorCode }))
  }

  /** Refresh. */
  async update(ctx: HttpContext) {
    const { refresh_token: secret } = await ctx.request.validateUsing(refreshValidator)
    const on = { actor: ctx.actor, surface: surfaceOf(ctx.route!.pattern) }
    return answer(ctx, await this.issueTokens.forRefresh(secret, clientOf(ctx.request), on))
  }

  /** Logout: every sign-in of the user by API ends, on every surface, access tokens included. */
  async destroy({ actor, response }: HttpContext) {
    await this.endOwnSignIns.handle({ actor })
    return response.noContent()
  }
}

const answer = ({ response }: HttpContext, issued: IssuedTokens) => response.header('Cache-Control', 'no-store').json(tokenAnswer(issued))
