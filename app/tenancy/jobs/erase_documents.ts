import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { documentRetentionDays } from '#tenancy/settings'
import { documentStore } from '#tenancy/verification/documents/document_store'
import type { Job } from '#core/jobs/types'

type Due = { id: string; tenant_id: string; verification_id: string; legal_name: string; kind: string; name: string; sha256: string }

const BATCH = 100

/** A decision, an end or the company's closing, whichever came first: from then on nobody needs the papers but as a proof. */
const DUE = `select d.id, d.tenant_id, d.verification_id, v.legal_name, d.kind, d.name, d.sha256
    from verification_documents d join seller_verifications v on v.id = d.verification_id
   where d.erased_at is null and d.deleted_at is null and v.state in ('approved', 'rejected', 'expired', 'withdrawn')
     and coalesce(v.decided_at, v.updated_at) <= ? order by d.id limit ${BATCH} for update of d skip locked`

/**
 * Deletes what was shown for a verification once its time is over. The row stays, with kind, name and hash: that there was such a
 * document, and when it went. Two steps, since files know no transactions: a crash between them is finished by the next run.
 */
@inject()
export default class EraseDocuments implements Job {
  constructor(
    private readonly audit: Audit,
    private readonly settings: Settings
  ) {}

  async handle() {
    const before = Clock.now()
      .minus({ days: await this.settings.get(documentRetentionDays) })
      .toJSDate()
    while ((await this.#close(before)) === BATCH) {
      // A full batch: there may be more.
    }
    while ((await erase()) === BATCH) {
      // A full batch: there may be more.
    }
  }

  /** From here on nobody gets it any more. Answers how many. */
  #close(before: Date): Promise<number> {
    return db.transaction(async (trx) => {
      const due = await sqlRows<Due>(trx, DUE, [before])
      const ids = due.map(({ id }) => id)
      await sqlRun(trx, 'update verification_documents set deleted_at = now() where id = any(?)', [ids])
      for (const { id, tenant_id: tenantId, verification_id: verificationId, legal_name: label, ...fact } of due) {
        await this.audit.record(trx, {
          actor: systemActor('tenancy.erase_documents', tenantId),
          action: 'tenancy.document_erased',
          target: { type: 'seller_verification', id: verificationId, label },
          tenantId,
          before: { document_id: id, ...fact },
        })
      }
      return due.length
    })
  }
}

async function erase(): Promise<number> {
  const sql = `select id, tenant_id from verification_documents where deleted_at is not null and erased_at is null order by id limit ${BATCH}`
  const closed = await sqlRows<Pick<Due, 'id' | 'tenant_id'>>(db, sql)
  for (const place of closed) {
    await documentStore.remove(place)
    await sqlRun(db, 'update verification_documents set erased_at = now() where id = ?', [place.id])
  }
  return closed.length
}
