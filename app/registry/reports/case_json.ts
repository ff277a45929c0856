import { standingIn, mayAppeal, type Reader } from '#registry/reports/case_standing'
import type { ReportCase } from '#registry/reports/queries/find_case'

/** Neither who reported nor what he wrote: the people it is about read this too. */
export const caseJson = (found: ReportCase, { reader, days }: { reader: Reader; days: number }) => ({
  case_number: found.case_number,
  target: { kind: found.target_kind, name: found.snapshot.name, version: (found.snapshot.version as string | undefined) ?? null },
  plugin: found.target_kind === 'publisher' ? null : found.snapshot.name,
  kind: found.kind,
  status: found.status,
  duplicate_of: found.original_id === found.id ? null : found.original_number,
  verdict: found.verdict,
  act: found.act,
  public_reason: found.public_reason,
  due_at: found.sla_due_at.toISOString(),
  is_late: found.is_late,
  created_at: found.created_at.toISOString(),
  may_appeal: mayAppeal(found, standingIn(found, reader), days),
  appeal: found.appeal && { status: found.appeal.status, public_reason: found.appeal.public_reason },
})
