import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import OpenReportedReview from '#moderation/jobs/open_reported_review'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import { createPlugin, createReviewer, writeReview } from '#tests/support/plugin_reviews'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

const HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7 * 7 }}'

const open = (client: ApiClient, path: string, user?: User) => {
  const request = client.get(path).header('accept', 'text/html').redirects(0)
  return user ? request.loginAs(user) : request
}
const submit = (client: ApiClient, user: User) => (path: string, form: Record<string, unknown>) =>
  client.post(path).loginAs(user).withCsrfToken().header('accept', 'text/html').redirects(0).form(form)
const reviewBy = (user: User) => db.from('reviews').where('user_id', user.id).firstOrFail()
const form = { version: '1.0.0', rating: '5', title: 'Splendid', comment: 'It does what it says, and quickly.' }

async function reported() {
  const plugin = await createPlugin()
  const author = await createReviewer()
  const { id } = await writeReview(author, plugin.name)
  await db.from('reviews').where('id', id).update({ status: 'flagged' })
  const flagger = await createReviewer()
  await db.table('review_flags').insert({ review_id: id, user_id: flagger.id, reason: 'spam', note: 'Look', revision: 1 })
  const event = { id: crypto.randomUUID(), payload: { review_id: id } } as DomainEvent<{ review_id: string }>
  const job = await app.container.make(OpenReportedReview)
  await job.handle(event)
  await job.handle(event)
  return { ...plugin, author, flagger, id, item: await db.from('review_items').where('subject_id', id).firstOrFail() }
}

test.group('Reviews on pages', (group) => {
  group.each.setup(forgetCounts)

  test('somebody writes a review, then rewrites it, without scripts; hostile text is text', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const user = await createReviewer()
    const page = await open(client, `/plugins/${name}/reviews`, user)
    page.assertStatus(200)
    assert.include(page.text(), 'Write a review')
    ;(await submit(client, user)(`/plugins/${name}/reviews`, { ...form, title: HOSTILE, comment: HOSTILE })).assertStatus(302)
    const shown = (await open(client, `/plugins/${name}/reviews`)).text()
    assert.notInclude(shown, '<script>alert')
    assert.notInclude(shown, '<img src=x')
    assert.include(shown, '&lt;script&gt;')
    assert.include(shown, '{{ 7 * 7 }}')
    assert.include((await open(client, `/plugins/${name}`)).text(), '&lt;script&gt;')

    ;(await submit(client, user)(`/plugins/${name}/reviews`, { ...form, rating: '2' })).assertStatus(302)
    assert.containSubset(await reviewBy(user), { rating: 2, revision: 2, title: 'Splendid' })
    const again = (await open(client, `/plugins/${name}/reviews`, user)).text()
    for (const text of ['Change your review', 'Splendid', '2 stars of 5', 'changed']) assert.include(again, text)
  })

  test('faults stand beside their fields, in both languages', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const user = await createReviewer()
    const path = `/plugins/${name}/reviews`
    const refused = await submit(client, user)(path, { ...form, comment: 'short' })
      .header('referer', path)
      .redirects(1)
    assert.include(refused.text(), 'aria-describedby="f-comment-help f-comment-error"')
    assert.include(refused.text(), 'value="Splendid"')
    assert.lengthOf(await db.from('reviews').where('user_id', user.id), 0)
    const russian = await open(client, path, user).header('accept-language', 'ru')
    for (const text of ['Написать отзыв', 'Отзывов пока нет', 'Нет отзывов']) assert.include(russian.text(), text)
  })

  test('guests read and are asked to sign in; who publishes it may answer only', async ({ client, assert }) => {
    const { name, publisher } = await createPlugin()
    const author = await createReviewer()
    const { id } = await writeReview(author, name)
    const guest = (await open(client, `/plugins/${name}/reviews`)).text()
    assert.include(guest, `/sign-in?next=%2Fplugins%2F${name}%2Freviews`)
    assert.notInclude(guest, 'name="comment"')
    assert.notInclude(guest, '/vote"')
    const own = (await open(client, `/plugins/${name}/reviews`, publisher)).text()
    assert.notInclude(own, 'name="comment"')
    assert.include(own, `/reviews/${id}/reply`)

    ;(await open(client, `/plugins/${name}/reviews/${id}/reply`, publisher)).assertStatus(200)
    ;(await open(client, `/plugins/${name}/reviews/${id}/reply`, author)).assertStatus(404)
    await submit(client, author)(`/plugins/${name}/reviews/${id}/reply`, { text: 'I answer myself' })
    assert.isNull((await reviewBy(author)).reply)
    ;(await submit(client, publisher)(`/plugins/${name}/reviews/${id}/reply`, { text: 'Thank you & come again' })).assertStatus(302)
    assert.include((await open(client, `/plugins/${name}/reviews`)).text(), 'Thank you &amp; come again')
    ;(await submit(client, publisher)(`/plugins/${name}/reviews/${id}/reply/remove`, {})).assertStatus(302)
    assert.isNull((await reviewBy(author)).reply)
  })

  test('readers vote and report; what they did is seen', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const author = await createReviewer()
    const { id } = await writeReview(author, name)
    const reader = await createReviewer()
    ;(await submit(client, reader)(`/plugins/${name}/reviews/${id}/vote`, { helpful: 'true' })).assertStatus(302)
    assert.include((await open(client, `/plugins/${name}/reviews`, reader)).text(), 'aria-pressed="true"')
    assert.notInclude((await open(client, `/plugins/${name}/reviews`, author)).text(), '/vote"')
    assert.equal((await reviewBy(author)).helpful_count, 1)
    ;(await open(client, `/plugins/${name}/reviews/${id}/flag`, reader)).assertStatus(200)
    ;(await submit(client, reader)(`/plugins/${name}/reviews/${id}/flag`, { reason: 'spam', note: '' })).assertStatus(302)
    assert.lengthOf(await db.from('review_flags').where('review_id', id), 1)
  })

  test('pages of twenty, the most helpful first; statistics as a picture and as numbers', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    for (let at = 0; at < 22; at++) await writeReview(await createReviewer(), name, { comment: `Review number ${at} of many.` })
    await db.from('reviews').where({ plugin_id: pluginId, comment: 'Review number 7 of many.' }).update({ helpful_count: 3 })
    const [first, second] = [await open(client, `/plugins/${name}/reviews`), await open(client, `/plugins/${name}/reviews?page=2`)]
    const numbers = (text: string) => [...text.matchAll(/Review number (\d+) of many/g)].map(([, number]) => Number(number))
    assert.deepEqual(numbers(first.text()).slice(0, 3), [7, 21, 20])
    assert.lengthOf(numbers(first.text()), 20)
    assert.deepEqual(numbers(second.text()), [1, 0])
    assert.include(first.text(), 'rel="next"')
    assert.include(second.text(), 'rel="prev"')

    const { id } = await db.from('plugin_versions').where('plugin_id', pluginId).firstOrFail()
    await db
      .table('version_downloads')
      .insert({ version_id: id, day: db.raw('current_date'), raw: 12, unique_clients: 9, updates: 2, automated: 1 })
    const statistics = (await open(client, `/plugins/${name}/statistics`)).text()
    for (const text of ['<svg', '9 clients downloaded it, 2 of them as an update; machines 1 times. Requests in all: 12']) {
      assert.include(statistics, text)
    }
    ;(await open(client, '/plugins/no-such-plugin/statistics')).assertStatus(404)
    ;(await open(client, '/plugins/no-such-plugin/reviews')).assertStatus(404)
  })
})

test.group('Reported reviews in the queue', (group) => {
  group.each.setup(forgetCounts)

  const decide = async (by: User, item: { id: string; version: number }, decision: 'approve' | 'reject') =>
    (await app.container.make(DecideReviewItem)).handle({
      actor: actorOf(by),
      itemId: item.id,
      expectedVersion: item.version,
      decision,
      reasonCode: 'spam',
      publicReason: 'Because of the rules',
    })

  test('once, with the reports as reasons; the page shows them', async ({ client, assert }) => {
    const { item, author, publisher, flagger } = await reported()
    assert.containSubset(item, { kind: 'reported_review', subject_type: 'plugin_review', state: 'open', score: 10 })
    assert.deepEqual(item.reasons, [{ code: 'flag_spam', weight: 10, params: { count: 1 } }])
    assert.includeMembers(item.owner_ids, [author.id, publisher.id])
    const moderator = (await createUser({ platform: ['moderator'] })).user
    const page = await open(client, `/moderator/reviews/${item.id}`, moderator)
    page.assertStatus(200)
    for (const text of ['1 report: Advertisement', 'Look', flagger.username]) assert.include(page.text(), text)
  })

  test('kept: the reports count no more; hidden: it is gone; nobody decides on their own', async ({ assert }) => {
    const moderator = (await createUser({ platform: ['moderator'] })).user
    const kept = await reported()
    await assert.rejects(() => decide(kept.author, kept.item, 'approve'), /decided by somebody else/)
    await decide(moderator, kept.item, 'approve')
    assert.equal((await reviewBy(kept.author)).status, 'published')
    assert.lengthOf(await db.from('review_flags').where('review_id', kept.id).whereNull('resolved_at'), 0)
    const hidden = await reported()
    await decide(moderator, hidden.item, 'reject')
    assert.equal((await reviewBy(hidden.author)).status, 'hidden')
    assert.equal((await db.from('plugins').where('id', hidden.pluginId).firstOrFail()).rating_count, 0)
    const action = await db.from('moderation_actions').where({ target_id: hidden.id, action: 'hide' }).firstOrFail()
    assert.containSubset(action, { reason_code: 'spam', public_reason: 'Because of the rules', actor_id: moderator.id })
  })

  test('moderators find every review, hide, show again and remove; others do not get there', async ({ client, assert }) => {
    const { name } = await createPlugin()
    const author = await createReviewer()
    const { id } = await writeReview(author, name)
    const moderator = (await createUser({ platform: ['moderator'] })).user
    assert.include((await open(client, `/moderator/plugin-reviews?q=${name}`, moderator)).text(), name)
    ;(await open(client, '/moderator/plugin-reviews', author)).assertStatus(403)
    const act = (what: string, reason: string) => submit(client, moderator)(`/moderator/plugin-reviews/${id}/${what}`, { reason })
    ;(await open(client, `/moderator/plugin-reviews/${id}/hide`, moderator)).assertStatus(200)
    ;(await open(client, `/moderator/plugin-reviews/${id}/remove`, moderator)).assertStatus(404)
    await act('hide', 'no')
    assert.equal((await reviewBy(author)).status, 'published', 'a reason is needed')
    for (const [what, status] of [
      ['hide', 'hidden'],
      ['restore', 'published'],
      ['hide', 'hidden'],
      ['remove', 'removed'],
    ]) {
      await act(what, 'It is only an advertisement')
      assert.equal((await reviewBy(author)).status, status)
    }
    const page = await open(client, `/moderator/plugin-reviews/${id}`, moderator)
    assert.include(page.text(), 'It is only an advertisement')
    assert.include((await open(client, `/plugins/${name}/reviews`, author)).text(), 'took your review down')
  })
})
