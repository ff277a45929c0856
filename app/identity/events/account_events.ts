import { networkOf } from '#identity/network_of'
import { deviceName } from '#identity/sessions/device_name'
import type { NewEvent } from '#core/outbox/event'
import type { Device } from '#identity/sign_in/known_devices'
import type User from '#identity/models/user'

export type NewDevice = { user_id: string; device: string | null; network: string | null }

export const newDeviceSignedIn = (user: User, { ip, userAgent }: Device): NewEvent<NewDevice> => ({
  name: 'identity.new_device_signed_in.v1',
  aggregateId: user.id,
  payload: { user_id: user.id, device: deviceName(userAgent), network: ip && networkOf(ip) },
})
