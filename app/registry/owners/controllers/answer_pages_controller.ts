import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { AnswerOwnerInvitation } from '#registry/owners/actions/answer_owner_invitation'
import { AnswerTransfer } from '#registry/owners/actions/answer_transfer'
import { findOwnerInvitation } from '#registry/owners/queries/find_owner_invitation'
import { findOffer } from '#registry/owners/queries/find_transfer'
import { listJoinedPublishers, type PublisherRow } from '#registry/teams/queries/list_publishers'
import { publisherChoiceValidator } from '#registry/owners/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** The pages behind the links of invitations and offers. Guests are asked to sign in or up first. */
@inject()
export default class AnswerPagesController {
  constructor(
    private readonly answerInvitation: AnswerOwnerInvitation,
    private readonly answerTransfer: AnswerTransfer
  ) {}

  async invitation(ctx: HttpContext) {
    const { plugin, email, role } = await findOwnerInvitation(db, ctx.params.token as string)
    return page(ctx, { kind: 'invitation', plugin, email, role: ctx.i18n.t(`publishing.role_${role}`), publishers: [] })
  }

  async transfer(ctx: HttpContext) {
    const { plugin, to_email: email } = await findOffer(db, ctx.params.token as string)
    const publishers = ctx.user ? await listJoinedPublishers(ctx.user.id) : []
    return page(ctx, { kind: 'transfer', plugin, email, role: '', publishers })
  }

  async answerToInvitation(ctx: HttpContext) {
    await this.answerInvitation.handle(answerOf(ctx))
    return done(ctx)
  }

  async answerToTransfer(ctx: HttpContext) {
    const { publisher } = await ctx.request.validateUsing(publisherChoiceValidator)
    await this.answerTransfer.handle({ ...answerOf(ctx), publisher })
    return done(ctx)
  }
}

type Asked = { kind: 'invitation' | 'transfer'; plugin: string; email: string; role: string; publishers: PublisherRow[] }

function page({ params, request, user, view }: HttpContext, asked: Asked) {
  const isForUser = user?.email.toLowerCase() === asked.email.toLowerCase()
  return view.render('registry/publishing/answer', { ...asked, isForUser, token: params.token as string, path: request.url() })
}

/** Routes end in `accept` or `decline`. */
function answerOf({ access, actor, params, route, user }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
  const { id, email } = user!
  return { actor, user: { id, email }, secret: params.token as string, isAccepted: route?.name?.endsWith('.accept') ?? false }
}

function done({ i18n, response, route, session }: HttpContext) {
  session.flash('success', i18n.t(route?.name?.endsWith('.accept') ? 'publishing.was_accepted' : 'publishing.was_declined'))
  return response.redirect().toRoute('publisher.plugins.index')
}
