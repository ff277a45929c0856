import { newId } from '#core/ids'
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

/**
 * The audit log. A row is written in the transaction of the act: an act that cannot be audited fails with it.
 * A background sealer chains the rows by hash and copies them to a JSON lines file.
 */
export class Audit {
  async record(trx: TransactionClientContract, entry: AuditEntry): Promise<void> {
    const { actor, target } = entry
    await trx.table('audit_log').insert({
      id: newId(),
      actor_kind: actor.kind,
      actor_id: actor.userId,
      actor_label: actor.label,
      token_id: actor.tokenId,
      ip: actor.ip,
      request_id: actor.requestId,
      tenant_id: entry.tenantId === undefined ? actor.tenantId : entry.tenantId,
      action: entry.action,
      target_type: target.type,
      target_id: target.id,
      target_label: target.label ?? null,
      reason: entry.reason ?? null,
      before: entry.before ? JSON.stringify(entry.before) : null,
      after: entry.after ? JSON.stringify(entry.after) : null,
    })
  }
}
