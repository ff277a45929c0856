import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { MergeReport } from '#registry/reports/actions/merge_report'
import { mergeValidator } from '#registry/reports/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Moderators say that a complaint was made before. */
@inject()
export default class MergesController {
  constructor(private readonly merge: MergeReport) {}

  async store(ctx: HttpContext) {
    if (!ctx.access.can('trust.withdraw')) throw new Forbidden()
    const { of: into } = await mergeValidator.validate(snakeKeys(ctx.request.body()))
    const done = await this.merge.handle({ actor: ctx.actor, caseNumber: ctx.params.case as string, into })
    return sendWire(ctx, { success: true, case_number: done.caseNumber, status: 'duplicate', duplicate_of: done.duplicateOf })
  }

  async submit({ actor, i18n, params, request, response, session }: HttpContext) {
    const { of: into } = await request.validateUsing(mergeValidator)
    const done = await this.merge.handle({ actor, caseNumber: params.case as string, into })
    session.flash('success', i18n.t('reports.was_merged', { case: done.caseNumber, first: done.duplicateOf }))
    return response.redirect().toRoute('moderator.reviews.index')
  }
}
