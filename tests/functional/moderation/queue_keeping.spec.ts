import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import OpenVersionReview from '#moderation/jobs/open_version_review'
import ReleaseClaims from '#moderation/jobs/release_claims'
import WithdrawVersionReview from '#moderation/jobs/withdraw_version_review'
import { ClaimReviewItem } from '#moderation/actions/claim_review_item'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { EscalateReviewItem } from '#moderation/actions/escalate_review_item'
import { fillText } from '#moderation/canned_texts/canned_text'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

type Submitted = DomainEvent<{ version_id: string }>

const staff = async (role: 'moderator' | 'admin' = 'moderator') => (await createUser({ platform: [role] })).user

async function waiting() {
  const { user: publisher } = await createUser({ platform: ['user'] })
  const name = pluginName()
  const { id } = await releasePlugin(publisher, { name }, { isApproved: false })
  await (await app.container.make(OpenVersionReview)).handle({ id: newId(), payload: { version_id: id } } as Submitted)
  const item = (await db.from('review_items').where('subject_id', id).firstOrFail()) as { id: string; version: number }
  return { name, versionId: id, publisher, item }
}
const itemOf = (id: string) => db.from('review_items').where('id', id).firstOrFail()
const make = <T>(Class: abstract new (...args: never[]) => T) => app.container.make(Class as never) as Promise<T>

const decide = async (by: User, id: string, decidesEscalated = false) => {
  const { version } = await itemOf(id)
  const decision = { decision: 'approve' as const, reasonCode: 'meets_rules' as const, publicReason: 'It keeps the rules' }
  return (await make(DecideReviewItem)).handle({
    actor: actorOf(by),
    itemId: id,
    expectedVersion: version as number,
    ...decision,
    decidesEscalated,
  })
}

test.group('Handing things up', () => {
  test('gives them to administrators, who are told; neither moderators nor who handed it up decide', async ({ assert }) => {
    const { item } = await waiting()
    const [moderator, admin] = [await staff(), await staff('admin')]
    await (await make(ClaimReviewItem)).handle({ actor: actorOf(moderator), itemId: item.id, expectedVersion: 1 })
    const escalate = async (by: User, version: number) =>
      (await make(EscalateReviewItem)).handle({
        actor: actorOf(by),
        itemId: item.id,
        expectedVersion: version,
        note: 'It is about one of ours',
      })
    await assert.rejects(async () => escalate(await staff(), 2), /changed by somebody else/)
    await escalate(moderator, 2)
    assert.containSubset(await itemOf(item.id), { state: 'open', claimed_by: null, escalated_by: moderator.id, version: 3 })
    assert.lengthOf(await db.from('outbox').where({ name: 'moderation.item_escalated.v1', aggregate_id: item.id }), 1)
    assert.lengthOf(await db.from('audit_log').where({ action: 'moderation.item_escalated', target_id: item.id }), 1)
    await assert.rejects(() => escalate(moderator, 3), /changed by somebody else/)
    await assert.rejects(async () => decide(await staff(), item.id), /an administrator decides it/)
    await assert.rejects(() => decide(moderator, item.id, true), /decided by somebody else/)
    await decide(admin, item.id, true)
    assert.equal((await itemOf(item.id)).state, 'decided')
  })

  test('by page: the moderator sees no buttons afterwards, the administrator does', async ({ client, assert }) => {
    const { item } = await waiting()
    const [moderator, admin] = [await staff(), await staff('admin')]
    const page = async (as: User) => (await client.get(`/moderator/reviews/${item.id}`).loginAs(as)).text()
    assert.include(await page(moderator), 'data-key="e"')
    assert.include((await client.get(`/moderator/reviews/${item.id}/escalate`).loginAs(moderator)).text(), 'name="note"')
    const send = (note: string) =>
      client.post(`/moderator/reviews/${item.id}/escalate`).loginAs(moderator).withCsrfToken().form({ version: 1, note })
    await send('')
    assert.isNull((await itemOf(item.id)).escalated_at)
    assert.include((await send('Needs more eyes')).text(), 'Needs more eyes')
    assert.notInclude(await page(moderator), 'data-key="a"')
    assert.include(await page(admin), 'data-key="a"')
    const list = await client.get('/moderator/reviews?escalated=1').loginAs(moderator)
    assert.include(list.text(), item.id)
    const refused = await client
      .post(`/moderator/reviews/${item.id}/decisions`)
      .loginAs(moderator)
      .withCsrfToken()
      .form({ version: 2, decision: 'approve', reason_code: 'other', reason: 'It is all right' })
    refused.assertStatus(403)
  })
})

test.group('Claims', () => {
  test('that were forgotten are let go; fresh ones stay, and the page of who held it is still good', async ({ assert }) => {
    const [old, fresh] = [await waiting(), await waiting()]
    const moderator = await staff()
    for (const { item } of [old, fresh]) {
      await (await make(ClaimReviewItem)).handle({ actor: actorOf(moderator), itemId: item.id, expectedVersion: 1 })
    }
    await db
      .from('review_items')
      .where('id', old.item.id)
      .update({ claimed_at: new Date(Date.now() - 3_600_000) })
    await (await make(ReleaseClaims)).handle()
    assert.containSubset(await itemOf(old.item.id), { state: 'open', claimed_by: null, version: 2 })
    assert.equal((await itemOf(fresh.item.id)).state, 'claimed')
    await decide(moderator, old.item.id)
  })

  test('a version that its publisher took back waits no more', async ({ assert }) => {
    const [gone, stays] = [await waiting(), await waiting()]
    await (await make(WithdrawVersionReview)).handle({ payload: { version_id: gone.versionId } } as Submitted)
    assert.equal((await itemOf(gone.item.id)).state, 'withdrawn')
    assert.equal((await itemOf(stays.item.id)).state, 'open')
  })
})

test.group('Texts that moderators keep', () => {
  const fields = (extra: object = {}) => ({
    ...{ reason_code: 'spam', subject_type: 'plugin_version', decision: 'reject', position: 1, is_active: '1' },
    ...{ body_en: '{title} only advertises, says {publisher}', body_ru: '{title}: одна реклама, издатель {publisher}' },
    ...extra,
  })
  const post = (client: ApiClient, path: string, { as, ...body }: { as: User } & Record<string, unknown>) =>
    client.post(`/moderator/canned-texts${path}`).loginAs(as).withCsrfToken().form(body)

  test('are written in both languages, filled in where they are used, changed and removed', async ({ client, assert }) => {
    const moderator = await staff()
    const { item, name, publisher } = await waiting()
    await post(client, '', { as: moderator, ...fields() })
    const text = await db.from('canned_texts').where('updated_by', moderator.id).firstOrFail()
    assert.include((await client.get('/moderator/canned-texts?search=advertises').loginAs(moderator)).text(), 'only advertises')
    const form = `/moderator/reviews/${item.id}/decide/reject`
    const { name: publisherName } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const filled = (await client.get(`${form}?text=${text.id}&language=ru`).loginAs(moderator)).text()
    assert.match(filled, new RegExp(`<textarea[^>]*name="reason"[^>]*>${name} 1.0.0: одна реклама, издатель ${publisherName}<`))
    assert.include(filled, `${name} 1.0.0 only advertises`)
    assert.notInclude((await client.get(`/moderator/reviews/${item.id}/decide/approve`).loginAs(moderator)).text(), 'only advertises')

    const edit = await client.get(`/moderator/canned-texts/${text.id}`).loginAs(moderator)
    assert.include(edit.text(), 'одна реклама')
    await post(client, `/${text.id}`, { as: moderator, ...fields({ body_en: 'Nothing but advertising', version: 1 }) })
    assert.containSubset(await db.from('canned_texts').where('id', text.id).firstOrFail(), {
      body_en: 'Nothing but advertising',
      version: 2,
    })
    const stale = await post(client, `/${text.id}`, { as: moderator, ...fields({ version: 1 }) }).header('accept', 'application/json')
    stale.assertStatus(409)
    await post(client, `/${text.id}/remove`, { as: moderator })
    assert.isNull(await db.from('canned_texts').where('id', text.id).first())
    assert.lengthOf(await db.from('audit_log').where({ target_type: 'canned_text', target_id: text.id }), 3)
  })

  test('take no braces but those we can fill; what is not offered is not shown', async ({ client, assert }) => {
    const moderator = await staff()
    for (const body of ['Dear {name}, no', 'Dear {title, no', 'no']) await post(client, '', { as: moderator, ...fields({ body_en: body }) })
    assert.isEmpty(await db.from('canned_texts').where('updated_by', moderator.id))
    await post(client, '', { as: moderator, ...fields({ body_en: `Hidden ${moderator.id}`, is_active: undefined }) })
    assert.lengthOf(await db.from('canned_texts').where('updated_by', moderator.id), 1)
    const { item } = await waiting()
    assert.notInclude((await client.get(`/moderator/reviews/${item.id}/decide/reject`).loginAs(moderator)).text(), `Hidden ${moderator.id}`)
    assert.equal(fillText('{title} {days} {__proto__}', { title: 'a', days: '30', case: '', publisher: '' }), 'a 30 {__proto__}')
  })
})

test.group('Statistics of the queue', () => {
  test('count what waits and is late, and who decided how much', async ({ client, assert }) => {
    const moderator = await staff()
    const [{ item }, late] = [await waiting(), await waiting()]
    await decide(moderator, item.id)
    await db
      .from('review_items')
      .where('id', late.item.id)
      .update({ due_at: new Date(Date.now() - 60_000) })
    const page = await client.get('/moderator/statistics').loginAs(moderator)
    page.assertStatus(200)
    for (const text of [moderator.fullName, 'Plugin version', '<svg', 'By moderator']) assert.include(page.text(), text)
    assert.include((await client.get('/moderator/reviews?overdue=1').loginAs(moderator)).text(), late.item.id)
    const outsider = (await createUser({ platform: ['user'] })).user
    for (const path of ['statistics', 'canned-texts', 'canned-texts/new']) {
      ;(await client.get(`/moderator/${path}`).loginAs(outsider)).assertStatus(403)
    }
  })
})
