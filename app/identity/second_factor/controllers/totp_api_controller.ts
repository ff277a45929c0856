import { inject } from '@adonisjs/core'
import { ChangeTotp } from '#identity/second_factor/actions/change_totp'
import { TotpAlreadyThere } from '#identity/second_factor/exceptions'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { totpUri } from '#identity/second_factor/totp'
import { codeValidator } from '#identity/second_factor/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** One's authenticator app, for programs: set up, proved, removed. */
@inject()
export default class TotpApiController {
  constructor(
    private readonly changeTotp: ChangeTotp,
    private readonly factors: TotpFactors
  ) {}

  async store({ actor, user, response }: HttpContext) {
    await this.changeTotp.start({ actor })
    const secret = await this.factors.pendingSecret(user!.id)
    // Proved by another request in between.
    if (!secret) throw new TotpAlreadyThere()
    return response.created({ secret, otpauth_url: totpUri(secret, user!.email) })
  }

  async update({ actor, request }: HttpContext) {
    const { code } = await request.validateUsing(codeValidator)
    return { recovery_codes: await this.changeTotp.confirm({ actor, code, ip: request.ip() }) }
  }

  async destroy({ actor, response }: HttpContext) {
    await this.changeTotp.remove({ actor })
    return response.noContent()
  }
}
