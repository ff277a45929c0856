import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { AnswerOwnerInvitation } from '#registry/owners/actions/answer_owner_invitation'
import { AnswerTransfer } from '#registry/owners/actions/answer_transfer'
import { answerValidator, transferAnswerValidator } from '#registry/owners/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** What people answer who were asked by mail, by API: the token is the last part of the link. */
@inject()
export default class AnswersApiController {
  constructor(
    private readonly answerInvitation: AnswerOwnerInvitation,
    private readonly answerTransfer: AnswerTransfer
  ) {}

  async invitation(ctx: HttpContext) {
    const { plugin, role } = await this.answerInvitation.handle(await answerOf(ctx))
    return sendWire(ctx, { success: true, plugin, role })
  }

  async transfer(ctx: HttpContext) {
    const { publisher } = await transferAnswerValidator.validate(snakeKeys(ctx.request.body()))
    const { plugin, completes_at: at } = await this.answerTransfer.handle({ ...(await answerOf(ctx)), publisher })
    return sendWire(ctx, { success: true, plugin, completes_at: at?.toISOString() ?? null })
  }
}

/** Routes end in `accept` or `decline`. */
async function answerOf({ access, actor, request, route, user }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
  const { token } = await answerValidator.validate(snakeKeys(request.body()))
  const { id, email } = user!
  return { actor, user: { id, email }, secret: token, isAccepted: route?.name?.endsWith('.accept') ?? false }
}
