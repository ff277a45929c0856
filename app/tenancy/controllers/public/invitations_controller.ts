import { inject } from '@adonisjs/core'
import AcceptInvitation from '#tenancy/actions/accept_invitation'
import { findInvitation } from '#tenancy/queries/find_invitation'
import { TENANT_SESSION_KEY } from '#identity/session_keys'
import type { HttpContext } from '@adonisjs/core/http'

/** The page behind an invitation's link. Guests are asked to sign in or up first. */
@inject()
export default class InvitationsController {
  constructor(private readonly acceptInvitation: AcceptInvitation) {}

  async show({ params, request, response, user, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    const invitation = await findInvitation(params.token)
    const isForUser = user?.email.toLowerCase() === invitation.email.toLowerCase()
    return view.render('tenancy/public/invitation', { invitation, isForUser, token: params.token, path: request.url() })
  }

  async accept({ actor, user, params, response, session, i18n }: HttpContext) {
    const { id, email } = user!
    const joined = await this.acceptInvitation.handle({ actor, user: { id, email }, token: params.token })
    session.put(TENANT_SESSION_KEY, joined.tenant_id)
    session.flash('success', i18n.t('tenancy.joined', { company: joined.tenant_name }))
    return response.redirect().toRoute('account.members.index')
  }
}
