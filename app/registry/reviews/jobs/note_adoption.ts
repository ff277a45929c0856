import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Installed = DomainEvent<{ plugin_id: string }>

/** Remembers that a company had a plugin; reviews of its people are marked by that, also when it is gone again. */
export default class NoteAdoption implements Job<Installed> {
  async handle({ tenantId, payload, occurredAt }: Installed) {
    if (!tenantId) return
    await sqlRun(
      db,
      `insert into plugin_adoptions (plugin_id, tenant_id, first_installed_at)
       select p.id, t.id, ? from plugins p, tenants t where p.id = ? and t.id = ?
       on conflict do nothing`,
      [occurredAt, payload.plugin_id, tenantId]
    )
  }
}
