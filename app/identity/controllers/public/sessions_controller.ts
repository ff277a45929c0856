import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { signInValidator } from '#identity/validators/account'
import { startSession } from '#identity/start_session'
import VerifyCredentials from '#identity/actions/verify_credentials'
import RecordSignIn from '#identity/actions/record_sign_in'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SessionsController {
  constructor(
    private readonly verifyCredentials: VerifyCredentials,
    private readonly recordSignIn: RecordSignIn
  ) {}

  async create({ user, access, view, request, response }: HttpContext) {
    const next = ownPath(request.qs().next, '')
    if (user) return response.redirect().toPath(next || landingPath(access))
    return view.render('identity/public/sign_in', { next })
  }

  async store(ctx: HttpContext) {
    const { request, response, actor } = ctx
    const credentials = await request.validateUsing(signInValidator)
    const user = await this.verifyCredentials.handle({ ...credentials, ip: request.ip() })
    const access = await startSession(ctx, user)
    await this.recordSignIn.handle({ actor, user, door: 'panel' })
    return response.redirect().toPath(ownPath(request.input('next'), landingPath(access)))
  }

  /** The stored session is emptied and its id changes: a copied cookie is a guest's from now on. */
  async destroy({ auth, session, response }: HttpContext) {
    await auth.use('web').logout()
    session.clear()
    session.regenerate()
    return response.redirect().toPath('/')
  }
}
