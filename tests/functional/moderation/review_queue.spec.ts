import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { createUser } from '#tests/support/users'
import OpenVersionReview from '#moderation/jobs/open_version_review'
import { ClaimReviewItem } from '#moderation/actions/claim_review_item'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

type Submitted = DomainEvent<{ version_id: string }>

const moderator = async () => (await createUser({ platform: ['moderator'] })).user
const itemOf = (versionId: string) => db.from('review_items').where('subject_id', versionId).first()
const versionOf = (id: string) => db.from('plugin_versions').where('id', id).firstOrFail()
const eventsOf = (pluginId: string, name: string) => db.from('outbox').where({ aggregate_id: pluginId, name })

async function submit(user?: User, spec: { name?: string; version?: string; usesClock?: boolean } = {}) {
  const publisher = user ?? (await createUser({ platform: ['user'] })).user
  const published = await releasePlugin(publisher, { name: pluginName(), ...spec }, { isApproved: false })
  const row = await db
    .from('outbox')
    .where('name', 'registry.version_submitted.v1')
    .whereRaw(`payload->>'version_id' = ?`, [published.id])
    .firstOrFail()
  const event = {
    id: row.id,
    name: row.name,
    tenantId: null,
    aggregateId: row.aggregate_id,
    payload: row.payload,
    occurredAt: '',
  } as Submitted
  await (await app.container.make(OpenVersionReview)).handle(event)
  return { ...published, event, publisher, item: await itemOf(published.id) }
}

const decide = async (
  by: User,
  { id, version }: { id: string; version: number },
  decision: 'approve' | 'reject' | 'quarantine' = 'approve'
) =>
  (await app.container.make(DecideReviewItem)).handle({
    actor: actorOf(by),
    itemId: id,
    expectedVersion: version,
    decision,
    reasonCode: decision === 'approve' ? 'meets_rules' : 'misleading',
    publicReason: 'Because of the rules',
  })
const claim = async (by: User, { id, version }: { id: string; version: number }) =>
  (await app.container.make(ClaimReviewItem)).handle({ actor: actorOf(by), itemId: id, expectedVersion: version })

test.group('The review queue', () => {
  test('takes a submitted version once, however often the event comes, with reasons for its score', async ({ assert }) => {
    const { id, event, item } = await submit(undefined, { usesClock: true })
    assert.containSubset(item, { state: 'open', kind: 'new_version', subject_type: 'plugin_version', version: 1 })
    assert.deepEqual(
      item.reasons.map((reason: { code: string }) => reason.code),
      ['first_version', 'new_capabilities', 'unverified_publisher']
    )
    assert.equal(
      item.score,
      item.reasons.reduce((sum: number, reason: { weight: number }) => sum + reason.weight, 0)
    )
    const job = await app.container.make(OpenVersionReview)
    await job.handle(event)
    await job.handle({ ...event, id: crypto.randomUUID() })
    assert.lengthOf(await db.from('review_items').where('subject_id', id), 1)
  })

  test('an approval publishes at once, tells the publisher and leaves its traces', async ({ assert }) => {
    const { id, pluginId, plugin, publisher, item } = await submit()
    const by = await moderator()
    await decide(by, item)
    assert.equal((await versionOf(id)).status, 'published')
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).default_version_id, id)
    const [event] = await eventsOf(pluginId, 'registry.version_published.v1')
    assert.containSubset(event.payload, {
      plugin,
      version: '1.0.0',
      reason: 'Because of the rules',
      publisher_user_id: publisher.id,
      decided_by: by.id,
    })
    assert.containSubset(await itemOf(id), { state: 'decided', decision: 'approve', decided_by: by.id, version: 2 })
    const audited = await db.from('audit_log').where({ action: 'registry.version_published', target_id: id }).firstOrFail()
    assert.deepEqual([audited.actor_id, audited.reason], [by.id, 'Because of the rules'])
    assert.equal(
      (await db.from('moderation_actions').where({ target_id: id, to_status: 'published' }).firstOrFail()).reason_code,
      'meets_rules'
    )
  })

  test('a rejection and a quarantine keep the version from everybody', async ({ assert }) => {
    for (const [decision, status, event] of [
      ['reject', 'rejected', 'registry.version_rejected.v1'],
      ['quarantine', 'quarantined', 'registry.version_quarantined.v1'],
    ] as const) {
      const { id, pluginId, item } = await submit()
      await decide(await moderator(), item, decision)
      assert.equal((await versionOf(id)).status, status)
      assert.isNull((await db.from('plugins').where('id', pluginId).firstOrFail()).default_version_id)
      assert.lengthOf(await eventsOf(pluginId, event), 1)
    }
  })

  test('nobody decides what is their own', async ({ assert }) => {
    const both = (await createUser({ platform: ['moderator', 'user'] })).user
    const { id, item } = await submit(both)
    await assert.rejects(() => decide(both, item), /decided by somebody else/)
    assert.equal((await versionOf(id)).status, 'pending_review')
    await decide(await moderator(), item)
    assert.equal((await versionOf(id)).status, 'published')
  })

  test('of two who decide the same page one wins, the other looks again', async ({ assert }) => {
    const { id, item } = await submit()
    const people = [await moderator(), await moderator()]
    const outcomes = await Promise.allSettled([decide(people[0], item, 'approve'), decide(people[1], item, 'reject')])
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected') as PromiseRejectedResult
    assert.equal(refused.reason.status, 409)
    assert.lengthOf(await db.from('decisions').where('item_id', item.id), 1)
    assert.lengthOf(await db.from('moderation_actions').where('target_id', id).whereIn('action', ['approve', 'reject']), 1)
  })

  test('a claim keeps others away until it is let go', async ({ assert }) => {
    const { item } = await submit()
    const [first, second] = [await moderator(), await moderator()]
    await claim(first, item)
    const claimed = { id: item.id, version: 2 }
    await assert.rejects(() => claim(second, claimed), /changed by somebody else/)
    await assert.rejects(() => decide(second, claimed), /changed by somebody else/)
    await assert.rejects(() => decide(first, item), /changed by somebody else/)
    await decide(first, claimed)
    assert.equal((await itemOf(item.subject_id)).state, 'decided')
  })

  test('a version that changed in the registry meanwhile is not decided, and the queue stays as it was', async ({ assert }) => {
    const { id, item } = await submit()
    await db.from('plugin_versions').where('id', id).update({ status: 'withdrawn' })
    await assert.rejects(async () => decide(await moderator(), item), /cannot be done/)
    assert.containSubset(await itemOf(id), { state: 'open', version: 1 })
    assert.lengthOf(await db.from('decisions').where('item_id', item.id), 0)
  })

  test('the difference to the version before is what speaks against an update', async ({ assert }) => {
    const publisher = (await createUser({ platform: ['user'] })).user
    const name = pluginName()
    await decide(await moderator(), (await submit(publisher, { name })).item)
    const same = await submit(publisher, { name, version: '1.1.0' })
    const more = await submit(publisher, { name, version: '1.2.0', usesClock: true })
    const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code)
    assert.deepEqual(codes(same.item), ['unverified_publisher'])
    assert.deepEqual(codes(more.item), ['new_capabilities', 'unverified_publisher'])
    assert.isTrue(more.item.due_at < same.item.due_at)
  })
})
