import { inject } from '@adonisjs/core'
import { RenewRecoveryCodes } from '#identity/second_factor/actions/renew_recovery_codes'
import { countRecoveryCodes } from '#identity/second_factor/recovery_codes'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { showRecoveryCodes } from '#identity/second_factor/show_recovery_codes'
import { listPasskeys } from '#identity/passkeys/list_passkeys'
import { deviceName } from '#identity/sessions/device_name'
import { listTrustedDevices } from '#identity/devices/trusted_devices'
import type { HttpContext } from '@adonisjs/core/http'

/** How one's account is locked: authenticator, recovery codes, passkeys, remembered browsers. */
@inject()
export default class SecurityController {
  constructor(
    private readonly factors: TotpFactors,
    private readonly renewCodes: RenewRecoveryCodes
  ) {}

  async show({ user, view }: HttpContext) {
    const [totp, codesLeft, passkeys, devices] = await Promise.all([
      this.factors.standing(user!.id),
      countRecoveryCodes(user!.id),
      listPasskeys(user!.id),
      listTrustedDevices(user!.id),
    ])
    return view.render('identity/account/security', {
      hasTotp: !!totp?.confirmedAt,
      codesLeft,
      passkeys,
      devices: devices.map((device) => ({ ...device, name: deviceName(device.user_agent) })),
      withheld: user!.withheldRoles,
    })
  }

  async confirmRenewal({ view }: HttpContext) {
    return view.render('identity/account/renew_recovery_codes')
  }

  async renew(ctx: HttpContext) {
    return showRecoveryCodes(ctx, await this.renewCodes.handle({ actor: ctx.actor }))
  }
}
