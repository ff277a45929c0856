import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { answerValidator } from '#registry/owners/validators'
import { AnswerMemberInvitation } from '#registry/teams/actions/answer_member_invitation'
import { ChangeMember } from '#registry/teams/actions/change_member'
import { CreatePublisher } from '#registry/teams/actions/create_publisher'
import { InviteMember } from '#registry/teams/actions/invite_member'
import { findJoinedPublisher } from '#registry/teams/publisher_access'
import { listJoinedPublishers, listPublisherPeople } from '#registry/teams/queries/list_publishers'
import {
  memberInvitationValidator,
  memberRoleValidator,
  publisherValidator,
  toPeopleJson,
  toPublisherJson,
} from '#registry/teams/team_json'
import type { HttpContext } from '@adonisjs/core/http'

/** Publishers that are many people, by API. Takes sign-ins only. */
@inject()
export default class PublishersApiController {
  constructor(
    private readonly create: CreatePublisher,
    private readonly invite: InviteMember,
    private readonly change: ChangeMember,
    private readonly answer: AnswerMemberInvitation
  ) {}

  async index(ctx: HttpContext) {
    return sendWire(ctx, { publishers: (await listJoinedPublishers(ctx.user!.id)).map(toPublisherJson) })
  }

  async store(ctx: HttpContext) {
    assertPublisher(ctx)
    const given = await publisherValidator.validate(snakeKeys(ctx.request.body()))
    const made = await this.create.handle({ actor: ctx.actor, ...given })
    ctx.response.status(201)
    return sendWire(ctx, made)
  }

  async people(ctx: HttpContext) {
    const { id } = await findJoinedPublisher(db, ctx.actor, ctx.params.slug as string)
    return sendWire(ctx, toPeopleJson(await listPublisherPeople(id)))
  }

  async inviteMember(ctx: HttpContext) {
    assertPublisher(ctx)
    chooseLocale(ctx)
    const given = await memberInvitationValidator.validate(snakeKeys(ctx.request.body()))
    const { actor, i18n, params } = ctx
    const { id, expiresAt } = await this.invite.handle({ actor, publisher: params.slug as string, locale: i18n.locale, ...given })
    ctx.response.status(201)
    return sendWire(ctx, { id, expires_at: expiresAt.toISOString() })
  }

  async withdraw({ actor, params, response }: HttpContext) {
    await this.invite.withdraw({ actor, publisher: params.slug as string, invitationId: params.id as string })
    return response.noContent()
  }

  async update(ctx: HttpContext) {
    const { slug: publisher, user: userId } = ctx.params as Record<string, string>
    const { role } = await memberRoleValidator.validate(snakeKeys(ctx.request.body()))
    await this.change.handle({ actor: ctx.actor, publisher, userId, role })
    return ctx.response.noContent()
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.change.handle({ actor, publisher: params.slug as string, userId: params.user as string, role: null })
    return response.noContent()
  }

  /** Routes end in `accept` or `decline`. */
  async answerInvitation(ctx: HttpContext) {
    assertPublisher(ctx)
    const { token } = await answerValidator.validate(snakeKeys(ctx.request.body()))
    const { id, email } = ctx.user!
    const isAccepted = ctx.route?.name?.endsWith('.accept') ?? false
    const { slug, role } = await this.answer.handle({ actor: ctx.actor, user: { id, email }, secret: token, isAccepted })
    return sendWire(ctx, { success: true, publisher: slug, role })
  }
}

function assertPublisher({ access }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
}
