import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import SealAuditLog from '#core/audit/seal_audit_log'
import { newId } from '#core/ids'

/** An act of no consequence, audited. */
export const act = (action: string, after: Record<string, unknown> = { amount: 1 }) =>
  db.transaction((trx) => new Audit().record(trx, { actor: systemActor('test'), action, target: { type: 'thing', id: newId() }, after }))

/** Makes the rows old enough to be sealed without waiting for it; the guard is off for this statement only. */
export async function ageRows() {
  await db.rawQuery(`alter table audit_log disable trigger audit_log_guard`)
  await db.rawQuery(`update audit_log set at = at - interval '2 hours' where hash is null`)
  await db.rawQuery(`alter table audit_log enable trigger audit_log_guard`)
}

/** Some acts, sealed. */
export async function sealRows(count: number) {
  for (let at = 0; at < count; at++) await act('test.done', { at, text: 'ёж' })
  await ageRows()
  await new SealAuditLog().handle()
}
