import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { sendWire } from '#registry/wire/casing'
import type { HttpContext } from '@adonisjs/core/http'

type Row = { public_key: string; created_at: Date; revoked_at: Date | null; endorsed_by: string | null; endorsement: string | null }

/** More than any registry rotates in its life. */
const MOST = 200

/** The registry's own keys, the newest first: what a client needs to go from the one it trusts to the one that signs now. */
export default class RegistryKeysController {
  async index(ctx: HttpContext) {
    const rows = await sqlRows<Row>(
      db,
      `select k.public_key, k.created_at, k.revoked_at, b.public_key as endorsed_by, k.endorsement
         from signing_keys k left join signing_keys b on b.id = k.endorsed_by
        where k.owner_kind = 'registry' order by k.created_at desc, k.id desc limit ${MOST}`
    )
    return sendWire(ctx, { data: rows.map(keyJson) })
  }
}

const keyJson = ({ created_at: createdAt, revoked_at: revokedAt, ...key }: Row) => ({
  ...key,
  created_at: createdAt.toISOString(),
  revoked_at: revokedAt?.toISOString() ?? null,
})
