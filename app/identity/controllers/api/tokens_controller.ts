import { inject } from '@adonisjs/core'
import { IssueTokens } from '#identity/tokens/issue_tokens'
import { tokenAnswer } from '#identity/tokens/token_answer'
import { refreshValidator, signInValidator } from '#identity/validators/account'
import { clientOf } from '#identity/tokens/client_of'
import VerifyCredentials from '#identity/actions/verify_credentials'
import RecordSignIn from '#identity/actions/record_sign_in'
import EndOwnSignIns from '#identity/actions/end_own_sign_ins'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class TokensController {
  constructor(
    private readonly verifyCredentials: VerifyCredentials,
    private readonly recordSignIn: RecordSignIn,
    private readonly issueTokens: IssueTokens,
    private readonly endOwnSignIns: EndOwnSignIns
  ) {}

  /** Login. */
  async store({ request, response, actor }: HttpContext) {
    const credentials = await request.validateUsing(signInValidator)
    const user = await this.verifyCredentials.handle({ ...credentials, ip: request.ip() })
    await this.recordSignIn.handle({ actor, user, door: 'api' })
    return response.header('Cache-Control', 'no-store').json(tokenAnswer(await this.issueTokens.forUser(user.id, clientOf(request))))
  }

  /** Refresh. */
  async update({ request, response, actor }: HttpContext) {
    const { refresh_token: secret } = await request.validateUsing(refreshValidator)
    const issued = await this.issueTokens.forRefresh(secret, clientOf(request), actor)
    return response.header('Cache-Control', 'no-store').json(tokenAnswer(issued))
  }

  /** Logout: every sign-in of the user by API ends, access tokens included. */
  async destroy({ actor, response }: HttpContext) {
    await this.endOwnSignIns.handle({ actor })
    return response.noContent()
  }
}
