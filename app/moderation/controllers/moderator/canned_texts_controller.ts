import { inject } from '@adonisjs/core'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { CannedTextNotFound } from '#moderation/exceptions'
import { cannedTextsTable } from '#moderation/tables/canned_texts_table'
import { cannedTexts, findCannedText } from '#moderation/canned_texts/canned_texts'
import { cannedTextValidator } from '#moderation/validators/canned_text_validator'
import { PLACEHOLDERS, type CannedText } from '#moderation/canned_texts/canned_text'
import { DECISIONS, REASON_CODES } from '#moderation/subjects/review_subject'
import { ChangeCannedText } from '#moderation/canned_texts/change_canned_text'
import type { HttpContext } from '@adonisjs/core/http'

/** The texts that moderators start from: all of them read and keep them. */
@inject()
export default class CannedTextsController {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly change: ChangeCannedText
  ) {}

  async index(ctx: HttpContext) {
    return cannedTextsTable.render(ctx, cannedTexts, { view: 'moderation/moderator/canned_texts' })
  }

  create(ctx: HttpContext) {
    return this.#form(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const text = await findCannedText(ctx.params.id as string)
    if (!text) throw new CannedTextNotFound()
    return this.#form(ctx, text)
  }

  async store(ctx: HttpContext) {
    const { words } = await this.#read(ctx)
    await this.change.create(ctx.actor, words)
    return back(ctx, 'moderation.canned_saved')
  }

  async update(ctx: HttpContext) {
    const { words, version } = await this.#read(ctx)
    await this.change.update(ctx.actor, { id: await idOf(ctx), version }, words)
    return back(ctx, 'moderation.canned_saved')
  }

  async destroy(ctx: HttpContext) {
    await this.change.remove(ctx.actor, await idOf(ctx))
    return back(ctx, 'moderation.canned_removed')
  }

  async #read({ request }: HttpContext) {
    const { version = 0, ...words } = await request.validateUsing(cannedTextValidator)
    const { subject_type: type = null, decision = null, position = 100, is_active: isActive = false } = words
    const known = type !== null && this.subjects.types.includes(type) ? type : null
    return { version, words: { ...words, subject_type: known, decision, position, is_active: isActive } }
  }

  #form({ view, i18n }: HttpContext, text: CannedText | null) {
    const option = (prefix: string) => (value: string) => ({ value, label: i18n.t(`moderation.${prefix}_${value}`) })
    return view.render('moderation/moderator/canned_text', {
      text: text ?? { subject_type: '', decision: '', reason_code: 'other', body_en: '', body_ru: '', position: 100, is_active: true },
      types: this.subjects.types.map(option('type')),
      decisions: DECISIONS.map(option('decision')),
      reasons: REASON_CODES.map(option('code')),
      placeholders: PLACEHOLDERS.map((name) => `{${name}}`).join(' '),
    })
  }
}

async function idOf({ params }: HttpContext): Promise<string> {
  const text = await findCannedText(params.id as string)
  if (!text) throw new CannedTextNotFound()
  return text.id
}

function back({ session, i18n, response }: HttpContext, message: string) {
  session.flash('success', i18n.t(message))
  return response.redirect().toRoute('moderator.canned_texts.index')
}
