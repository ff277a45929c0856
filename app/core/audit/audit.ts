import { newId } from '#core/ids'
import { preparedRowsIn } from '#core/database/prepared'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type AuditEntry = {
  actor: Actor
  /** `<domain>.<verb>`, e.g. `registry.version_approved` */
  action: string
  target: { type: string; id: string; label?: string }
  tenantId?: string | null
  reason?: string | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

const INSERT = `
  insert into audit_log (id, actor_kind, actor_id, actor_label, token_id, ip, request_id, tenant_id,
                         action, target_type, target_id, target_label, reason, before, after)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
`

/**
 * The audit log. A row is written in the transaction of the act: an act that cannot be audited fails with it.
 * A background sealer chains the rows by hash and copies them to a JSON lines file.
 */
export class Audit {
  async record(trx: TransactionClientContract, entry: AuditEntry): Promise<void> {
    const { actor, target } = entry
    const tenantId = entry.tenantId === undefined ? actor.tenantId : entry.tenantId
    const { reason, before, after } = entry
    const values = [
      ...[newId(), actor.kind, actor.userId, actor.label, actor.tokenId, actor.ip, actor.requestId, tenantId],
      ...[entry.action, target.type, target.id, target.label, reason, before && JSON.stringify(before), after && JSON.stringify(after)],
    ]
    await preparedRowsIn(
      trx,
      INSERT,
      values.map((value) => value ?? null)
    )
  }
}
