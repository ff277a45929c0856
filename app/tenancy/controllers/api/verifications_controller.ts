import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import VerificationPolicy from '#tenancy/policies/verification_policy'
import { Settings } from '#core/settings/settings'
import { documentMegabytes } from '#tenancy/settings'
import { AddDocument } from '#tenancy/verification/documents/add_document'
import { documentJson, findDocument, listDocuments } from '#tenancy/verification/documents/document'
import { readDocumentUpload } from '#tenancy/verification/documents/read_document_upload'
import { RemoveDocument } from '#tenancy/verification/documents/remove_document'
import { sendDocument } from '#tenancy/verification/documents/send_document'
import { SaveVerification } from '#tenancy/verification/save_verification'
import { SubmitVerification } from '#tenancy/verification/submit_verification'
import { findLatest, type Verification } from '#tenancy/verification/verification'
import { verificationJson } from '#tenancy/verification/verification_json'
import { UnknownDocument, UnknownVerification } from '#tenancy/verification/exceptions'
import { verificationValidator } from '#tenancy/validators/verification'
import type { HttpContext } from '@adonisjs/core/http'

/** The token's company proves who it is. */
@inject()
export default class VerificationsController {
  constructor(
    private readonly save: SaveVerification,
    private readonly submit: SubmitVerification,
    private readonly addDocument: AddDocument,
    private readonly removeDocument: RemoveDocument,
    private readonly settings: Settings
  ) {}

  async show({ access, bouncer }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    const verification = await findLatest(db, access.tenantId!)
    if (!verification) throw new UnknownVerification()
    return whole(verification)
  }

  async update({ access, actor, bouncer, request }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    const fields = await request.validateUsing(verificationValidator)
    return whole(await this.save.handle({ actor, tenantId: access.tenantId!, fields }))
  }

  async send({ access, actor, bouncer }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    return whole(await this.submit.handle({ actor, tenantId: access.tenantId! }))
  }

  async upload(ctx: HttpContext) {
    await ctx.bouncer.with(VerificationPolicy).authorize('manage')
    const upload = await readDocumentUpload(ctx, await this.settings.get(documentMegabytes))
    const document = await this.addDocument.handle({ actor: ctx.actor, tenantId: ctx.access.tenantId!, ...upload })
    return ctx.response.status(201).json(documentJson(document))
  }

  async download(ctx: HttpContext) {
    await ctx.bouncer.with(VerificationPolicy).authorize('manage')
    const document = await findDocument(db, ctx.params.id, ctx.access.tenantId)
    if (!document || !ctx.access.tenantId) throw new UnknownDocument()
    return sendDocument(ctx, document)
  }

  async destroy({ access, actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    await this.removeDocument.handle({ actor, tenantId: access.tenantId!, documentId: params.id })
    return response.noContent()
  }
}

const whole = async (verification: Verification) => verificationJson(verification, await listDocuments(db, verification.id))
