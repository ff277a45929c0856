import db from '@adonisjs/lucid/services/db'
import type { Algorithm } from '#identity/signing_keys/signing_key'

export type ListedKey = {
  id: string
  kid: string
  alg: Algorithm
  state: 'next' | 'active' | 'retired' | 'over'
  created_at: Date
  activated_at: Date | null
  expires_at: Date | null
}

/** A retired key still verifies until its time is over. */
const STATE = `case when expires_at <= now() then 'over' else state end as state`

/** Every key, also those whose time is over; public facts only. */
export const signingKeyList = () =>
  db.from('token_signing_keys').select('id', 'kid', 'alg', db.raw(STATE), 'created_at', 'activated_at', 'expires_at')
