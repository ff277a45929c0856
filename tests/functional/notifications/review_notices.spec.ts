import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { ReplyToReview } from '#registry/reviews/actions/reply_to_review'
import TellOfReview from '#notifications/jobs/tell_of_review'
import { actorOf } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import { createPlugin, createReviewer, writeReview } from '#tests/support/plugin_reviews'
import type { DomainEvent } from '#core/outbox/event'
import type { ReviewEventPayload } from '#registry/reviews/review_events'

/** The event as the outbox keeps it, told twice as a queue may. */
async function tell(name: string, reviewId: string) {
  const row = await db.from('outbox').where({ name, aggregate_id: reviewId }).orderBy('id', 'desc').firstOrFail()
  const event = { id: row.id, name, payload: row.payload } as DomainEvent<ReviewEventPayload>
  const job = await app.container.make(TellOfReview)
  await job.handle(event)
  await job.handle(event)
}

const kindsOf = async (userId: string) => (await db.from('notifications').where('user_id', userId)).map(({ kind }) => kind as string)

test.group('Notices of reviews', () => {
  test('who publishes hears of a review once, who wrote it of the answer and of what a moderator did, nobody else of anything', async ({
    assert,
  }) => {
    const { name, publisher, pluginId } = await createPlugin()
    const [author, owner, stranger] = [await createReviewer(), await createReviewer(), await createReviewer()]
    await db.table('plugin_owners').insert({ plugin_id: pluginId, user_id: owner.id, role: 'maintainer' })
    const { id } = await writeReview(author, name)
    await tell('registry.review_published.v1', id)
    for (const user of [publisher, owner]) assert.deepEqual(await kindsOf(user.id), ['registry.review_published'])
    assert.deepEqual(await kindsOf(author.id), [])

    const reply = await app.container.make(ReplyToReview)
    await reply.handle({ actor: actorOf(publisher), reviewId: id, text: 'Thank you for your words.' })
    await tell('registry.review_replied.v1', id)
    const statuses = await app.container.make(ChangeReviewStatus)
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    await db.transaction((trx) =>
      statuses.apply(trx, {
        actor: actorOf(moderator),
        reviewId: id,
        act: 'hide',
        publicReason: 'Off topic',
        internalNote: 'A secret note',
      })
    )
    await tell('registry.review_hidden.v1', id)
    assert.sameMembers(await kindsOf(author.id), ['registry.review_replied', 'registry.review_hidden'])
    const hidden = await db.from('notifications').where({ user_id: author.id, kind: 'registry.review_hidden' }).firstOrFail()
    assert.containSubset(hidden, { link: `/plugins/${name}/reviews`, params: { plugin: name, reason: 'Off topic' } })
    assert.deepEqual(await kindsOf(stranger.id), [])
    for (const user of [publisher, owner]) assert.lengthOf(await kindsOf(user.id), 1)
  })
})
