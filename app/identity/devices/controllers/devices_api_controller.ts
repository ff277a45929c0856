import { inject } from '@adonisjs/core'
import { ForgetDevice } from '#identity/devices/actions/forget_device'
import { toDeviceJson } from '#identity/devices/device_json'
import { listTrustedDevices } from '#identity/devices/trusted_devices'
import type { HttpContext } from '@adonisjs/core/http'

/** One's remembered browsers, for programs. */
@inject()
export default class DevicesApiController {
  constructor(private readonly forgetDevice: ForgetDevice) {}

  async index({ user }: HttpContext) {
    const devices = await listTrustedDevices(user!.id)
    return { data: devices.map(toDeviceJson) }
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.forgetDevice.handle({ actor, deviceId: params.id as string })
    return response.noContent()
  }
}
