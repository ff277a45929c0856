import { sqlRun, type SqlClient } from '#core/database/sql'

/** Notes which remembered browser a sign-in came from: who ends the sign-in means the browser, too. */
export const tieDevice = (client: SqlClient, signInId: string | null, deviceId: string): Promise<number> =>
  sqlRun(client, 'update refresh_families set trusted_device_id = ? where id = ?', [deviceId, signInId])

type Ended = { userId: string; which: 'one' | 'others'; signInId: string | null }

/** Forgets the browser a sign-in came from, or with `others` every browser but that one. Answers how many. */
export const forgetDevicesOf = (client: SqlClient, { userId, which, signInId }: Ended): Promise<number> =>
  sqlRun(
    client,
    `delete from trusted_devices where user_id = ?
       and id is ${which === 'one' ? 'not ' : ''}distinct from (select trusted_device_id from refresh_families where id = ? and user_id = ?)`,
    [userId, signInId, userId]
  )
