import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { findDocument } from '#tenancy/verification/documents/document'
import { sendDocument } from '#tenancy/verification/documents/send_document'
import { DocumentErased, UnknownDocument } from '#tenancy/verification/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** Documents of sellers for those who decide about them. Each look is audited: they are people's papers. */
@inject()
export default class VerificationDocumentsController {
  constructor(private readonly audit: Audit) {}

  async show(ctx: HttpContext) {
    const document = await findDocument(db, ctx.params.id, null)
    if (!document) throw new UnknownDocument()
    if (document.deleted_at) throw new DocumentErased()
    await db.transaction((trx) =>
      this.audit.record(trx, {
        actor: ctx.actor,
        action: 'tenancy.document_read',
        target: { type: 'seller_verification', id: document.verification_id, label: document.name },
        tenantId: document.tenant_id,
        after: { document_id: document.id },
      })
    )
    return sendDocument(ctx, document)
  }
}
