import { inject } from '@adonisjs/core'
import { RenewRecoveryCodes } from '#identity/second_factor/actions/renew_recovery_codes'
import { toFactorsJson } from '#identity/second_factor/factor_json'
import { countRecoveryCodes } from '#identity/second_factor/recovery_codes'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { listDemandingRoles } from '#identity/second_factor/withheld_roles'
import { listPasskeys } from '#identity/passkeys/list_passkeys'
import type { HttpContext } from '@adonisjs/core/http'

/** How one's account is locked, for programs. */
@inject()
export default class FactorsApiController {
  constructor(
    private readonly factors: TotpFactors,
    private readonly renewCodes: RenewRecoveryCodes
  ) {}

  async index({ access, user }: HttpContext) {
    const { id, hasSecondFactor: hasFactor, withheldRoles } = user!
    const [totp, codesLeft, passkeys, demanding] = await Promise.all([
      this.factors.standing(id),
      countRecoveryCodes(id),
      listPasskeys(id),
      listDemandingRoles(),
    ])
    const demandedBy = [...access.platformRoles, ...withheldRoles].filter((role) => demanding.includes(role))
    return toFactorsJson({ hasFactor, demandedBy, totp, codesLeft, passkeys })
  }

  async renew({ actor, response }: HttpContext) {
    return response.created({ recovery_codes: await this.renewCodes.handle({ actor }) })
  }
}
