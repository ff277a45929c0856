import { advisoryPageValidator } from '#registry/advisories/validators'
import { advisoryCard, advisoryView } from '#registry/advisories/pages/advisory_view'
import { findPublicAdvisory, listPublicAdvisories } from '#registry/advisories/queries/find_advisory'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

/** Published advisories for everybody. */
export default class PublicAdvisoriesController {
  async index({ request, view, i18n }: HttpContext) {
    const { cursor } = await advisoryPageValidator.validate(request.qs())
    const { data, meta } = await listPublicAdvisories(null, { limit: PAGE, cursor })
    return view.render('registry/advisories/public_list', {
      advisories: data.map((advisory) => advisoryCard(advisory, i18n)),
      nextCursor: meta.next_cursor,
    })
  }

  async show({ params, view, i18n }: HttpContext) {
    const advisory = await findPublicAdvisory(params.id as string)
    return view.render('registry/advisories/public', { advisory: advisoryView(advisory, i18n) })
  }
}
