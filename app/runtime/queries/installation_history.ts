import db from '@adonisjs/lucid/services/db'
import { namesOfPeople } from '#core/modules'
import { sqlRows } from '#core/database/sql'

const SHOWN = 50

export interface HistoryEntry {
  /** What happened: `updated`, `rolled_back`, `secret_set` … */
  act: string
  at: Date
  /** A person's name, or what did it on its own. */
  by: string | null
  reason: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

type AuditRow = { action: string; at: Date; actor_id: string | null; actor_label: string | null } & Pick<
  HistoryEntry,
  'reason' | 'before' | 'after'
>

const PREFIX = 'runtime.plugin_'

/** What happened to an installation, newest first: versions, consent, settings, secrets, switches. Two queries. */
export async function readHistory(installationId: string): Promise<HistoryEntry[]> {
  const rows = await sqlRows<AuditRow>(
    db,
    `select action, at, actor_id, actor_label, reason, before, after from audit_log
      where target_type = 'plugin_installation' and target_id = ? order by seq desc limit ${SHOWN}`,
    [installationId]
  )
  const people = await namesOfPeople(rows.map((row) => row.actor_id))
  return rows.map(({ action, at, actor_id: id, actor_label: label, ...rest }) => ({
    act: action.replace(PREFIX, ''),
    at,
    by: (id && people.get(id)) || label,
    ...rest,
  }))
}
