import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listPluginPeople } from '#notifications/queries/recipients'
import { notToldByCase } from '#notifications/queries/told_by_case'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { ReviewEventPayload } from '#registry/reviews/review_events'

/** A new review is told to those who publish the plugin; what becomes of a review, to who wrote it. */
@inject()
export default class TellOfReview implements Job<DomainEvent<ReviewEventPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<ReviewEventPayload>) {
    const { plugin, plugin_id: pluginId, user_id: author, rating, reason } = event.payload
    const kind = event.name.replace(/\.v\d+$/, '')
    const isNew = kind === 'registry.review_published'
    const userIds = isNew ? await listPluginPeople(pluginId) : await notToldByCase(event.payload.report_id, author ? [author] : [])
    const params = { plugin, rating, reason: reason ?? '' }
    await this.notify.handle(event, { userIds, kind, params, link: `/plugins/${plugin}/reviews`, mail: !isNew })
  }
}
