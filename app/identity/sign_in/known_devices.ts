import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { preparedRows, preparedRowsIn } from '#core/database/prepared'
import { networkOf } from '#identity/network_of'
import { hashDeviceToken } from '#identity/sign_in/device_cookie'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What signs in: a browser by its cookie, a program by where it runs and what it calls itself. */
export type Device = { deviceToken: string | null; ip: string | null; userAgent: string | null }

const deviceHashOf = ({ deviceToken, ip, userAgent }: Device): string =>
  deviceToken
    ? hashDeviceToken(deviceToken)
    : createHash('sha256')
        .update(`program:${ip && networkOf(ip)}:${userAgent}`)
        .digest('base64url')

/** Whether the owner of an account signed in with this browser, or from this network, before. */
export async function findKnown(email: string, from: { ip: string; deviceToken: string | null }) {
  const hash = from.deviceToken ? hashDeviceToken(from.deviceToken) : ''
  const rows = await preparedRows<{ is_device: boolean }>(
    `select d.device_hash = ? as is_device from known_devices d join users u on u.id = d.user_id
     where u.email = ? and (d.device_hash = ? or d.network = ?)`,
    [hash, email.trim(), hash, networkOf(from.ip)]
  )
  return { isDevice: rows.some((row) => row.is_device), isNetwork: rows.length > 0 }
}

/** Notes a sign-in. Answers whether the device was new to the account, and whether it is the account's first. */
export async function rememberDevice(trx: TransactionClientContract, userId: string, device: Device) {
  const [row] = await preparedRowsIn<{ is_new: boolean; is_first: boolean }>(
    trx,
    `insert into known_devices (user_id, device_hash, network, user_agent) values (?, ?, ?, ?)
     on conflict (user_id, device_hash) do update set network = excluded.network, user_agent = excluded.user_agent, last_seen_at = now()
     returning xmax = 0 as is_new, not exists (select 1 from known_devices where user_id = ?) as is_first`,
    [userId, deviceHashOf(device), device.ip && networkOf(device.ip), device.userAgent, userId]
  )
  return { isNew: row.is_new, isFirst: row.is_first }
}

/** Who opened a link from the account's mailbox in this browser may try their password here, whatever strangers do elsewhere. */
export const vouchForDevice = (userId: string, device: Device) => db.transaction((trx) => rememberDevice(trx, userId, device))
