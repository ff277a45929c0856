import { inject } from '@adonisjs/core'
import { ForgetDevice } from '#identity/devices/actions/forget_device'
import type { HttpContext } from '@adonisjs/core/http'

/** One's remembered browsers. */
@inject()
export default class DevicesController {
  constructor(private readonly forgetDevice: ForgetDevice) {}

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    await this.forgetDevice.handle({ actor, deviceId: params.id as string })
    session.flash('success', i18n.t('security.device_forgotten'))
    return response.redirect().toRoute('account.security.show')
  }
}
