import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { AnswerMemberInvitation, findMemberInvitation } from '#registry/teams/actions/answer_member_invitation'
import type { HttpContext } from '@adonisjs/core/http'

/** The page behind the link of an invitation to a publisher. Guests are asked to sign in or up first. */
@inject()
export default class MemberAnswersController {
  constructor(private readonly answer: AnswerMemberInvitation) {}

  async show({ i18n, params, request, user, view }: HttpContext) {
    const { publisher, email, role } = await findMemberInvitation(db, params.token as string)
    const isForUser = user?.email.toLowerCase() === email.toLowerCase()
    const asked = { kind: 'publisher_invitation', plugin: publisher, email, role: i18n.t(`teams.role_${role}`) }
    return view.render('registry/publishing/answer', { ...asked, isForUser, token: params.token as string, path: request.url() })
  }

  /** Routes end in `accept` or `decline`. */
  async store({ access, actor, i18n, params, response, route, session, user }: HttpContext) {
    if (!access.can('registry.publish')) throw new Forbidden()
    const isAccepted = route?.name?.endsWith('.accept') ?? false
    const { id, email } = user!
    await this.answer.handle({ actor, user: { id, email }, secret: params.token as string, isAccepted })
    session.flash('success', i18n.t(isAccepted ? 'publishing.was_accepted' : 'publishing.was_declined'))
    return response.redirect().toRoute('publisher.teams.index')
  }
}
