import { inject } from '@adonisjs/core'
import { listLiveSignIns } from '#identity/sessions/list_sign_ins'
import EndSignIns from '#identity/sessions/actions/end_sign_ins'
import type { HttpContext } from '@adonisjs/core/http'

const SHOWN = 50

/** Where one is signed in; anything unknown is ended here. */
@inject()
export default class SignInsController {
  constructor(private readonly endSignIns: EndSignIns) {}

  async index({ request, user, view }: HttpContext) {
    const cursor = typeof request.qs().cursor === 'string' ? (request.qs().cursor as string) : null
    const page = await listLiveSignIns({ userId: user!.id, currentId: user!.signInId, limit: SHOWN, cursor })
    const next = page.meta.next_cursor
    return view.render('identity/account/sign_ins', { signIns: page.data, more: next && `?cursor=${encodeURIComponent(next)}` })
  }

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    await this.endSignIns.one(actor, params.id)
    session.flash('success', i18n.t('account.sign_in_ended'))
    return response.redirect().toRoute('account.sign_ins.index')
  }

  async destroyOthers({ actor, user, response, session, i18n }: HttpContext) {
    const count = await this.endSignIns.others(actor, user!.signInId)
    session.flash('success', i18n.t('account.sign_ins_ended', { count }))
    return response.redirect().toRoute('account.sign_ins.index')
  }
}
