import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { verifyAuditLog } from '#core/audit/verify_audit_log'
import { auditTable, withNames, type AuditRow } from '#core/tables/operator/audit_table'
import type { HttpContext } from '@adonisjs/core/http'

const LIST = [
  'id',
  'seq',
  'at',
  'actor_kind',
  'actor_id',
  'actor_label',
  'action',
  'target_type',
  'target_id',
  'target_label',
  'reason',
  'ip',
  'hash',
]

export default class AuditLogController {
  index(ctx: HttpContext) {
    return auditTable.render(ctx, () => db.from('audit_log').select(LIST), { view: 'core/operator/audit' })
  }

  async show({ params, view }: HttpContext) {
    const rows = isId(params.id) ? ((await db.from('audit_log').where('id', params.id)) as AuditRow[]) : []
    if (!rows.length) throw new NotFound()
    const [entry] = await withNames(rows)
    return view.render('core/operator/audit_entry', { entry })
  }

  /** Walks the whole chain: a minute for a million rows, so it is asked for, never part of the page. */
  async verify({ response, session, i18n }: HttpContext) {
    const verdict = await verifyAuditLog()
    if (verdict.ok) session.flash('success', i18n.t('core.audit_sound', { sealed: verdict.sealed, unsealed: verdict.unsealed }))
    else session.flash('error', i18n.t('core.audit_broken', { seq: verdict.brokenAt ?? 0, problem: verdict.problem ?? '' }))
    return response.redirect().toRoute('operator.audit.index')
  }
}
