import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { listDeadLetters } from '#core/controllers/operator/jobs_controller'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { DeadLetters } from '#core/jobs/dead_letters'
import { deadLettersTable } from '#core/tables/operator/dead_letters_table'
import type { HttpContext } from '@adonisjs/core/http'

/** As many as one request may touch; the next click takes the next thousand. */
const MAX_CHOSEN = 1_000

const choice = {
  ids: vine.array(vine.string().uuid()).maxLength(MAX_CHOSEN).optional(),
  matching: vine.accepted().optional(),
  query: vine.string().maxLength(2_000).optional().nullable(),
}
const chosenValidator = vine.create(choice)
const discardValidator = vine.create({ ...choice, reason: vine.string().trim().minLength(3).maxLength(1_000) })

type Chosen = { ids?: string[]; matching?: boolean; query?: string | null }

@inject()
export default class DeadLettersController {
  constructor(private readonly deadLetters: DeadLetters) {}

  async show({ params, view }: HttpContext) {
    const letter = isId(params.id) ? await db.from('dead_letters').where('id', params.id).first() : null
    if (!letter) throw new NotFound()
    return view.render('core/operator/dead_letter', { letter })
  }

  async retry({ request, response, session, actor, i18n }: HttpContext) {
    const count = await this.deadLetters.retry({ ids: await idsOf(await request.validateUsing(chosenValidator)), actor })
    session.flash('success', i18n.t('core.retried_count', { count }))
    return response.redirect().toRoute('operator.jobs.index')
  }

  async confirmDiscard({ request, view }: HttpContext) {
    const ids = await idsOf(await request.validateUsing(chosenValidator))
    return view.render('core/operator/discard_dead_letters', { ids })
  }

  async discard({ request, response, session, actor, i18n }: HttpContext) {
    const { reason, ...chosen } = await request.validateUsing(discardValidator)
    const count = await this.deadLetters.discard({ ids: await idsOf(chosen), actor, reason })
    session.flash('success', i18n.t('core.discarded_count', { count }))
    return response.redirect().toRoute('operator.jobs.index')
  }
}

async function idsOf({ ids = [], matching, query }: Chosen): Promise<string[]> {
  if (!matching) return ids
  const rows = (await deadLettersTable.matching(query ?? '', listDeadLetters).limit(MAX_CHOSEN)) as { id: string }[]
  return rows.map(({ id }) => id)
}
