import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { createHash } from 'node:crypto'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { acceptDocument } from '#tenancy/verification/documents/accept_document'
import { documentStore } from '#tenancy/verification/documents/document_store'
import { findDocument, MOST_DOCUMENTS, type DocumentKind, type VerificationDocument } from '#tenancy/verification/documents/document'
import { findLatest, isEditable, type Verification } from '#tenancy/verification/verification'
import { DocumentRefused, TooManyDocuments, UnknownVerification, VerificationState } from '#tenancy/verification/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type AddDocumentInput = { actor: Actor; tenantId: string; kind: DocumentKind; name: string; bytes: Buffer }

/** Takes a document. The file is there before its row, and removed when that is refused. */
@inject()
export class AddDocument {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, kind, name, bytes }: AddDocumentInput): Promise<VerificationDocument> {
    const accepted = await acceptDocument(bytes)
    const place = { id: newId(), tenant_id: tenantId }
    await documentStore.put(place, accepted)
    try {
      return await db.transaction(async (trx) => {
        const verification = await lockEditable(trx, tenantId)
        await this.#insert(trx, { ...place, verification, actor, kind, name, ...accepted })
        return (await findDocument(trx, place.id, tenantId))!
      })
    } catch (error) {
      await documentStore.remove(place)
      throw error
    }
  }

  async #insert(
    trx: TransactionClientContract,
    row: { id: string; tenant_id: string; verification: Verification; actor: Actor; kind: DocumentKind; name: string } & Awaited<
      ReturnType<typeof acceptDocument>
    >
  ) {
    const sha256 = createHash('sha256').update(row.bytes).digest('hex')
    const added = await sqlRun(
      trx,
      `insert into verification_documents (id, verification_id, tenant_id, kind, name, media_type, bytes, sha256, uploaded_by)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (verification_id, sha256) do nothing`,
      [...[row.id, row.verification.id, row.tenant_id, row.kind, row.name, row.mediaType, row.bytes.length, sha256], row.actor.userId]
    )
    if (!added) throw new DocumentRefused('This file is there already', 'unique')
    const target = { type: 'seller_verification', id: row.verification.id, label: row.verification.legal_name }
    const after = { document_id: row.id, kind: row.kind, name: row.name, sha256 }
    await this.audit.record(trx, { actor: row.actor, action: 'tenancy.document_added', target, tenantId: row.tenant_id, after })
  }
}

async function lockEditable(trx: TransactionClientContract, tenantId: string): Promise<Verification> {
  await lockTenant(trx, tenantId)
  const verification = await findLatest(trx, tenantId)
  if (!verification) throw new UnknownVerification()
  if (!isEditable(verification.state)) throw new VerificationState()
  const sql = 'select count(*) as count from verification_documents where verification_id = ?'
  const [{ count }] = await sqlRows<{ count: number }>(trx, sql, [verification.id])
  if (count >= MOST_DOCUMENTS) throw new TooManyDocuments()
  return verification
}
