import { inject } from '@adonisjs/core'
import { readStanding } from '#identity/blocks/standing'
import { toStandingJson } from '#identity/blocks/standing_json'
import { groundsValidator } from '#identity/blocks/validators'
import { OpenStandingAppeal } from '#identity/blocks/open_standing_appeal'
import type { HttpContext } from '@adonisjs/core/http'

/** What stands against oneself, and the way to a second look. There is no id of a person in the path. */
@inject()
export default class OwnStandingApiController {
  constructor(private readonly openAppeal: OpenStandingAppeal) {}

  async show({ user }: HttpContext) {
    return { data: toStandingJson(await readStanding(user!.id)) }
  }

  async appeal({ actor, params, request, response, user }: HttpContext) {
    const { grounds } = await request.validateUsing(groundsValidator)
    const id = await this.openAppeal.handle({ actor, userId: user!.id, about: { strikeId: params.id as string }, grounds })
    return response.created({ data: { appeal_id: id } })
  }
}
