import { inject } from '@adonisjs/core'
import { claimMinutes } from '#moderation/settings'
import { Settings } from '#core/settings/settings'
import { holdsClaim } from '#moderation/actions/holds_claim'
import { ReviewItemNotFound } from '#moderation/exceptions'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { decidedTable, waitingTable } from '#moderation/tables/reviews_table'
import { countWaiting, findNextReviewItem, findReviewItem, reviewItems, type ReviewItem } from '#moderation/queries/review_items'
import { verbOf } from '#moderation/decision_words'
import type { HttpContext } from '@adonisjs/core/http'

const BUTTONS = {
  approve: { icon: 'check', variant: 'primary', shortcut: 'a' },
  reject: { icon: 'x', variant: undefined, shortcut: 'r' },
  quarantine: { icon: 'shield-x', variant: undefined, shortcut: 'q' },
  ask_more: { icon: 'message', variant: undefined, shortcut: 'm' },
}

/** The queue and the page of one thing in it. */
@inject()
export default class ReviewsController {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly settings: Settings
  ) {}

  home({ response }: HttpContext) {
    return response.redirect().toRoute('moderator.reviews.index')
  }

  async index(ctx: HttpContext) {
    return waitingTable.render(ctx, () => reviewItems('waiting'), {
      view: 'moderation/moderator/queue',
      data: { tab: 'waiting', waiting: await countWaiting() },
    })
  }

  async decided(ctx: HttpContext) {
    return decidedTable.render(ctx, () => reviewItems('decided'), {
      view: 'moderation/moderator/queue',
      data: { tab: 'decided', waiting: await countWaiting() },
    })
  }

  async show({ user, params, view, i18n, access }: HttpContext) {
    const item = await findReviewItem(params.id as string)
    if (!item) throw new ReviewItemNotFound()
    const subject = this.subjects.of(item.subject_type)
    const [detail, nextId, minutes] = await Promise.all([
      subject.page(item.subject_id, i18n),
      findNextReviewItem(item),
      this.settings.get(claimMinutes),
    ])
    return view.render('moderation/moderator/review', {
      item,
      subject: detail,
      subjectView: subject.view,
      decisions: subject.decisions.map((decision) => ({
        decision,
        label: verbOf(i18n, item.subject_type, decision),
        ...BUTTONS[decision],
      })),
      nextId,
      reasons: item.reasons.map(({ code, weight, params: values }) => ({ weight, text: i18n.t(`moderation.reason_${code}`, values) })),
      ...standing(item, { userId: user!.id, minutes, decidesEscalated: access.can('moderation.decide_escalated') }),
    })
  }
}

/** What the person who looks may do, so that the page offers nothing that would be refused. */
function standing(item: ReviewItem, { userId, minutes, decidesEscalated }: { userId: string; minutes: number; decidesEscalated: boolean }) {
  const isWaiting = item.state === 'open' || item.state === 'claimed'
  const isOwn = item.owner_ids.includes(userId)
  const isTaken = holdsClaim(item, { minutes, besides: userId })
  return {
    isWaiting,
    isOwn,
    isTaken,
    isMine: item.state === 'claimed' && item.claimed_by === userId,
    mayEscalate: isWaiting && !isOwn && !isTaken && !item.escalated_at,
    mayDecide: isWaiting && !isOwn && !isTaken && (!item.escalated_at || (decidesEscalated && item.escalated_by !== userId)),
  }
}
