import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import { targetView } from '#registry/reports/pages/target_view'
import type { ReportStatus } from '#registry/reports/report'
import type { ReportCase } from '#registry/reports/queries/find_case'

const TONES: Partial<Record<ReportStatus, Tone>> = {
  open: 'info',
  triaged: 'info',
  investigating: 'info',
  appealed: 'warn',
  actioned: 'good',
  overturned: 'good',
}

/** A case as its page and the list show it. */
export const caseView = (found: ReportCase, i18n: I18n) => ({
  number: found.case_number,
  duplicateOf: found.original_id === found.id ? null : found.original_number,
  target: targetView(found.target_kind, found.snapshot, i18n),
  kind: i18n.t(`trust.kind_${found.kind}`),
  status: found.status,
  statusLabel: i18n.t(`reports.status_${found.status}`),
  tone: TONES[found.status] ?? ('neutral' as const),
  outcome: found.act ? i18n.t(`reports.act_${found.act}`) : found.verdict ? i18n.t('reports.act_none') : null,
  reason: found.public_reason,
  dueAt: found.verdict ? null : found.sla_due_at,
  isLate: found.is_late,
  createdAt: found.created_at,
  appeal: found.appeal && {
    status: i18n.t(`reports.appeal_${found.appeal.status}`),
    reason: found.appeal.public_reason,
    grounds: found.appeal.grounds,
  },
})
