import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Exception } from '@adonisjs/core/exceptions'
import Tenant from '#tenancy/models/tenant'
import VerificationPolicy from '#tenancy/policies/verification_policy'
import { Settings } from '#core/settings/settings'
import { documentMegabytes } from '#tenancy/settings'
import { AddDocument } from '#tenancy/verification/documents/add_document'
import { DOCUMENT_KINDS, findDocument, listDocuments } from '#tenancy/verification/documents/document'
import { readDocumentUpload } from '#tenancy/verification/documents/read_document_upload'
import { RemoveDocument } from '#tenancy/verification/documents/remove_document'
import { sendDocument } from '#tenancy/verification/documents/send_document'
import { SaveVerification } from '#tenancy/verification/save_verification'
import { SubmitVerification } from '#tenancy/verification/submit_verification'
import { findLatest, isEditable, isOver, VERIFICATION_KINDS } from '#tenancy/verification/verification'
import { UnknownDocument } from '#tenancy/verification/exceptions'
import { verificationValidator } from '#tenancy/validators/verification'
import type { HttpContext } from '@adonisjs/core/http'

/** The company shows who it is: details, documents, then a moderator's word. */
@inject()
export default class VerificationController {
  constructor(
    private readonly save: SaveVerification,
    private readonly submit: SubmitVerification,
    private readonly addDocument: AddDocument,
    private readonly removeDocument: RemoveDocument,
    private readonly settings: Settings
  ) {}

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(VerificationPolicy).authorize('manage')
    return this.#page(ctx, [])
  }

  async update({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    const fields = await request.validateUsing(verificationValidator)
    await this.save.handle({ actor, tenantId: access.tenantId!, fields })
    session.flash('success', i18n.t('tenancy.verification_saved'))
    return response.redirect().toRoute('seller.verification.show')
  }

  async send({ access, actor, bouncer, response, session, i18n }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    await this.submit.handle({ actor, tenantId: access.tenantId! })
    session.flash('success', i18n.t('tenancy.verification_sent'))
    return response.redirect().toRoute('seller.verification.show')
  }

  async upload(ctx: HttpContext) {
    await ctx.bouncer.with(VerificationPolicy).authorize('manage')
    try {
      const upload = await readDocumentUpload(ctx, await this.settings.get(documentMegabytes))
      await this.addDocument.handle({ actor: ctx.actor, tenantId: ctx.access.tenantId!, ...upload })
    } catch (error) {
      return this.#refused(ctx, error)
    }
    ctx.session.flash('success', ctx.i18n.t('tenancy.document_added'))
    return ctx.response.redirect().toRoute('seller.verification.show')
  }

  async download(ctx: HttpContext) {
    await ctx.bouncer.with(VerificationPolicy).authorize('manage')
    const document = await findDocument(db, ctx.params.id, ctx.access.tenantId)
    if (!document || !ctx.access.tenantId) throw new UnknownDocument()
    return sendDocument(ctx, document)
  }

  async destroy({ access, actor, bouncer, params, response, session, i18n }: HttpContext) {
    await bouncer.with(VerificationPolicy).authorize('manage')
    await this.removeDocument.handle({ actor, tenantId: access.tenantId!, documentId: params.id })
    session.flash('success', i18n.t('tenancy.document_removed'))
    return response.redirect().toRoute('seller.verification.show')
  }

  /** A file field cannot be filled in again: the page is shown at once, with what was wrong. */
  #refused(ctx: HttpContext, error: unknown) {
    const {
      status = 500,
      message,
      details,
      messages,
    } = error as Exception & { details?: { message: string }[]; messages?: { message: string }[] }
    if (status < 400 || status >= 500 || status === 403) throw error
    ctx.response.status(status)
    return this.#page(
      ctx,
      (details ?? messages ?? [{ message }]).map((problem) => problem.message)
    )
  }

  async #page({ access, view }: HttpContext, problems: string[]) {
    const [tenant, latest, megabytes] = await Promise.all([
      Tenant.findOrFail(access.tenantId),
      findLatest(db, access.tenantId!),
      this.settings.get(documentMegabytes),
    ])
    const verification = latest && !(isOver(latest.state) && latest.state !== 'rejected' && latest.state !== 'expired') ? latest : null
    return view.render('tenancy/seller/verification', {
      ...{ tenant, verification, problems, megabytes },
      documents: verification ? await listDocuments(db, verification.id) : [],
      mayEdit: !verification || isEditable(verification.state) || isOver(verification.state),
      mayUpload: verification !== null && isEditable(verification.state),
      kinds: VERIFICATION_KINDS,
      documentKinds: DOCUMENT_KINDS,
    })
  }
}
