import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'

export type OwnThings = { passkeyId: string; deviceId: string }

/** What a person has to sign in with. Their row is not marked: the sweeps sign them in by the password alone. */
export async function ownAgain(things: OwnThings, userId: string): Promise<void> {
  things.passkeyId = await oneOf('passkeys', userId, { credential_id: newId(), public_key: Buffer.alloc(32), name: 'Laptop' })
  things.deviceId = await oneOf('trusted_devices', userId, {
    ...{ device_hash: newId(), skips_second_factor: true },
    expires_at: new Date(Date.now() + 86_400_000),
  })
}

/** The one there is, or another in its place. */
async function oneOf(table: string, userId: string, row: Record<string, unknown>): Promise<string> {
  const known = (await db.from(table).where('user_id', userId).select('id').first()) as { id: string } | null
  if (known) return known.id
  const id = newId()
  await db.table(table).insert({ id, user_id: userId, ...row })
  return id
}
