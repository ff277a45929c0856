import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { findDocument } from '#tenancy/verification/documents/document'
import { documentStore } from '#tenancy/verification/documents/document_store'
import { findVerification, isEditable } from '#tenancy/verification/verification'
import { UnknownDocument, VerificationState } from '#tenancy/verification/exceptions'
import type { Actor } from '#core/actor'

/** Takes a document back, while no moderator has it. */
@inject()
export class RemoveDocument {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, documentId }: { actor: Actor; tenantId: string; documentId: string }): Promise<void> {
    const removed = await db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const document = await findDocument(trx, documentId, tenantId)
      if (!document) throw new UnknownDocument()
      const verification = await findVerification(trx, document.verification_id)
      if (!verification || !isEditable(verification.state)) throw new VerificationState()
      await sqlRun(trx, 'delete from verification_documents where id = ?', [documentId])
      const target = { type: 'seller_verification', id: verification.id, label: verification.legal_name }
      const before = { document_id: documentId, kind: document.kind, name: document.name }
      await this.audit.record(trx, { actor, action: 'tenancy.document_removed', target, tenantId, before })
      return document
    })
    await documentStore.remove(removed)
  }
}
