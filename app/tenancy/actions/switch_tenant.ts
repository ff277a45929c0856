import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'
import type { Actor } from '#core/actor'

/** Remembers in which of their companies somebody works. A foreign one looks absent. */
export default class SwitchTenant {
  async handle({ actor, tenantId }: { actor: Actor; tenantId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const grants = await sqlRows(trx, 'select 1 from role_grants where user_id = ? and tenant_id = ?', [actor.userId, tenantId])
      if (!grants.length) throw new NotFound()
      await trx.from('users').where('id', actor.userId!).update({ last_tenant_id: tenantId })
    })
  }
}
