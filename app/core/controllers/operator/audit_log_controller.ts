import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { operatorTimeline } from '#core/audit/list_timeline'
import { verifyAuditFile } from '#core/audit/verify_audit_file'
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
/** Files have what was before and after, too, and what proves the row. */
const WHOLE = [...LIST, 'tenant_id', 'token_id', 'request_id', 'before', 'after', 'seal_no', 'prev_hash']

export default class AuditLogController {
  index(ctx: HttpContext) {
    const columns = ctx.request.input('export') ? WHOLE : LIST
    return auditTable.render(ctx, () => db.from('audit_log').select(columns), { view: 'core/operator/audit' })
  }

  async show({ access, params, view }: HttpContext) {
    const rows = isId(params.id) ? ((await db.from('audit_log').where('id', params.id)) as AuditRow[]) : []
    if (!rows.length) throw new NotFound()
    const [entry] = await withNames(rows)
    const timeline = await operatorTimeline({ access }, { type: entry.target_type, id: entry.target_id })
    return view.render('core/operator/audit_entry', { entry, timeline })
  }

  /** Walks the whole chain: a minute for a million rows, so it is asked for, never part of the page. */
  async verify({ response, session, i18n }: HttpContext) {
    const [file, verdict] = [await verifyAuditFile(), await verifyAuditLog()]
    if (file?.ok === false) {
      session.flash('error', i18n.t('core.audit_file_broken', { line: file.brokenAt ?? 0, problem: file.problem ?? '' }))
    }
    if (verdict.ok && file?.ok !== false) {
      session.flash('success', i18n.t('core.audit_sound', { sealed: verdict.sealed, unsealed: verdict.unsealed }))
    }
    if (!verdict.ok) session.flash('error', i18n.t('core.audit_broken', { seq: verdict.brokenAt ?? 0, problem: verdict.problem ?? '' }))
    return response.redirect().toRoute('operator.audit.index')
  }
}
