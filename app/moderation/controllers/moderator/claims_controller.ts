import { inject } from '@adonisjs/core'
import { nudge } from '#core/live/nudge'
import { claimValidator } from '#moderation/validators/decision_validator'
import { ClaimReviewItem } from '#moderation/actions/claim_review_item'
import type { HttpContext } from '@adonisjs/core/http'

/** Keeping a thing for oneself while one looks at it. */
@inject()
export default class ClaimsController {
  constructor(private readonly claim: ClaimReviewItem) {}

  async store(ctx: HttpContext) {
    await this.claim.handle(await input(ctx))
    return back(ctx)
  }

  async destroy(ctx: HttpContext) {
    await this.claim.release(await input(ctx))
    return back(ctx)
  }
}

async function input({ actor, params, request }: HttpContext) {
  const { version } = await request.validateUsing(claimValidator)
  return { actor, itemId: params.id as string, expectedVersion: version }
}

function back({ params, response }: HttpContext) {
  nudge('moderation/queue')
  return response.redirect().toRoute('moderator.reviews.show', { id: params.id as string })
}
