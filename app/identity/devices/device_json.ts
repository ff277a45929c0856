import { boolean, nullable, object, time, uuid } from '#core/http/openapi/words'
import { networkOf } from '#identity/network_of'
import { deviceName } from '#identity/sessions/device_name'
import type { TrustedDevice } from '#identity/devices/trusted_devices'

export const toDeviceJson = (device: TrustedDevice) => ({
  id: device.id,
  device: deviceName(device.user_agent),
  network: device.last_ip && networkOf(device.last_ip),
  skips_second_factor: device.skips_second_factor,
  signs_in: device.signs_in,
  created_at: device.created_at.toISOString(),
  last_used_at: device.last_used_at.toISOString(),
  expires_at: device.expires_at.toISOString(),
})

export const DEVICE_SCHEMA = object({
  id: uuid,
  device: { ...nullable, description: 'Browser and system' },
  network: { ...nullable, description: 'IPv4 address, or the /64 of an IPv6 one' },
  skips_second_factor: { ...boolean, description: 'Whether a sign-in there is not asked for the second proof' },
  signs_in: { ...boolean, description: 'Whether the browser signs in by itself' },
  created_at: time,
  last_used_at: time,
  expires_at: time,
})
