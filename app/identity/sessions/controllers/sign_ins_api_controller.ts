import { inject } from '@adonisjs/core'
import { listLiveSignIns } from '#identity/sessions/list_sign_ins'
import { signInsValidator } from '#identity/sessions/validators'
import EndSignIns from '#identity/sessions/actions/end_sign_ins'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SignInsApiController {
  constructor(private readonly endSignIns: EndSignIns) {}

  async index({ actor, request, user }: HttpContext) {
    const { limit = 50, cursor } = await request.validateUsing(signInsValidator, { data: request.qs() })
    return listLiveSignIns({ userId: user!.id, currentId: actor.tokenId ?? null, limit, cursor })
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.endSignIns.one(actor, params.id)
    return response.noContent()
  }

  async destroyOthers({ actor }: HttpContext) {
    return { ended: await this.endSignIns.others(actor, actor.tokenId ?? null) }
  }
}
