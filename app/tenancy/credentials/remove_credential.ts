import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { UnknownCredential } from '#tenancy/credentials/exceptions'
import type { Actor } from '#core/actor'

/** Forgets a credential. What used it stops. */
@inject()
export class RemoveCredential {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, name }: { actor: Actor; tenantId: string; name: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const sql = 'delete from tenant_credentials where tenant_id = ? and name = ? returning kind, version'
      const [removed] = await sqlRows<{ kind: string; version: number }>(trx, sql, [tenantId, name])
      if (!removed) throw new UnknownCredential()
      const target = { type: 'tenant_credential', id: `${tenantId}:${name}`, label: name }
      await this.audit.record(trx, { actor, action: 'tenancy.credential_removed', target, tenantId, before: removed })
    })
  }
}
