import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import type { HttpContext } from '@adonisjs/core/http'
import type { TableState } from '#core/tables/table_state'

const audit = new Audit()

/** Before the first line leaves: what cannot be audited is not handed out. */
export const recordExport = ({ actor }: HttpContext, list: string, { exportAs, params }: TableState) =>
  db.transaction((trx) =>
    audit.record(trx, { actor, action: 'core.list_exported', target: { type: 'list', id: list }, after: { format: exportAs, ...params } })
  )
