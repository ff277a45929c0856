import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import ExpireStages from '#registry/stages/jobs/expire_stages'
import MailVersionStaged from '#registry/stages/jobs/mail_version_staged'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, PASSWORD } from '#tests/support/users'
import { publishBody } from '#tests/support/plugin_uploads'
import { giveRole, lastEvent, programToken, somebody, teamPlugin } from '#tests/support/publishing'
import { Visitor } from '#tests/support/visitor'
import type User from '#identity/models/user'
import type { ApiClient } from '@japa/api-client'

type Team = Awaited<ReturnType<typeof teamPlugin>>

const PUBLISH = '/api/v1/plugins/publish'
const VERSION = '1.1.0'
const stagePath = ({ name }: Team, act: string) => `/api/v1/plugins/${name}/versions/${VERSION}/stage/${act}`

async function stage(client: ApiClient, team: Team) {
  const { secret } = await programToken(team.owner, { stageOnly: true })
  const body = publishBody({ name: team.name, version: VERSION })
  const published = await client.post(PUBLISH).bearerToken(secret).json(body)
  published.assertStatus(200)
  published.assertBodyContains({ status: 'staged' })
  return published.body().version_id as string
}
const approve = async (client: ApiClient, team: Team, user: User) =>
  client.post(stagePath(team, 'approve')).bearerToken(await apiToken(user))
const statusOf = async (id: string) => (await db.from('plugin_versions').where('id', id).firstOrFail()).status as string
const rules = async (client: ApiClient, { name, owner }: Team, body: object) =>
  client
    .patch(`/api/v1/plugins/${name}/publishing`)
    .bearerToken(await apiToken(owner))
    .json(body)

test.group('Staged releases', (group) => {
  group.each.setup(forgetCounts)

  test('what a stage-only token publishes waits for another owner, who is asked by mail', async ({ client, assert }) => {
    const team = await teamPlugin()
    const id = await stage(client, team)
    assert.equal(await statusOf(id), 'staged')
    ;(await client.get(`/api/v1/plugins/${team.name}/versions/${VERSION}`)).assertStatus(404)
    const { plugin_id: pluginId } = await db.from('plugin_versions').where('id', id).firstOrFail()
    await new MailVersionStaged().handle(await lastEvent('registry.version_staged.v1', pluginId))
    assert.lengthOf(await db.from('mailbox').where('recipient', team.maintainer.email), 1)
    assert.lengthOf(await db.from('mailbox').whereIn('recipient', [team.owner.email, team.publisher.email]), 0)

    const refusals: [User, number][] = [
      [team.owner, 403],
      [team.publisher, 403],
      [team.stranger, 404],
    ]
    for (const [user, status] of refusals) (await approve(client, team, user)).assertStatus(status)
    assert.equal(await statusOf(id), 'staged')
    ;(await approve(client, team, team.maintainer)).assertBodyContains({ success: true, status: 'pending_review', approvals: 1, needed: 1 })
    assert.equal(await statusOf(id), 'pending_review')
    ;(await approve(client, team, team.maintainer)).assertStatus(404)
    const acts = await db.from('moderation_actions').where('target_id', id).orderBy('serial').select('to_status')
    assert.deepEqual(
      acts.map(({ to_status: to }: { to_status: string }) => to),
      ['staged', 'approved', 'scanning', 'pending_review']
    )
  })

  test('no token agrees, whatever it is made for', async ({ client, assert }) => {
    const team = await teamPlugin()
    const id = await stage(client, team)
    const { secret } = await programToken(team.maintainer, {
      scopes: ['publish-new', 'publish-update', 'yank', 'owners', 'trusted-publishing'],
    })
    const refused = await client.post(stagePath(team, 'approve')).bearerToken(secret)
    refused.assertStatus(403)
    refused.assertBodyContains({ error_code: 'INSUFFICIENT_SCOPE' })
    assert.equal(await statusOf(id), 'staged')
  })

  test('N of M: different people, each counted once, and only while they may', async ({ client, assert }) => {
    const team = await teamPlugin()
    const third = await somebody()
    ;(await rules(client, team, { require_stage_approvals: 2 })).assertStatus(409)
    await giveRole(team.name, third, 'owner')
    ;(await rules(client, team, { require_stage_approvals: 2 })).assertStatus(200)
    const published = await client
      .post(PUBLISH)
      .bearerToken(await apiToken(team.owner))
      .json(publishBody({ name: team.name, version: VERSION }))
    published.assertBodyContains({ status: 'staged' })
    const id = published.body().version_id as string
    for (const _ of [1, 2]) (await approve(client, team, third)).assertBodyContains({ status: 'staged', approvals: 1, needed: 2 })
    await db.from('plugin_owners').where('user_id', third.id).update({ role: 'publisher' })
    ;(await approve(client, team, team.maintainer)).assertBodyContains({ status: 'staged', approvals: 1 })
    await db.from('plugin_owners').where('user_id', third.id).update({ role: 'owner' })
    const list = await client.get(`/api/v1/plugins/${team.name}/stages`).bearerToken(await apiToken(team.publisher))
    assert.lengthOf(list.body().stages[0].approvals, 2)
    ;(await approve(client, team, third)).assertBodyContains({ status: 'pending_review', approvals: 2 })
    assert.equal(await statusOf(id), 'pending_review')
  })

  test('the last two words at once let it go on once', async ({ client, assert }) => {
    const team = await teamPlugin()
    const third = await somebody()
    await giveRole(team.name, third, 'maintainer')
    await rules(client, team, { require_stage_approvals: 2 })
    const token = await apiToken(team.owner)
    const published = await client
      .post(PUBLISH)
      .bearerToken(token)
      .json(publishBody({ name: team.name, version: VERSION }))
    const replies = await Promise.all([approve(client, team, third), approve(client, team, team.maintainer)])
    assert.sameMembers(
      replies.map((reply) => reply.body().status as string),
      ['staged', 'pending_review']
    )
    const acts = await db.from('moderation_actions').where({ target_id: published.body().version_id, to_status: 'pending_review' })
    assert.lengthOf(acts, 1)
  })

  test('the database itself knows that nobody agrees to their own', async ({ client, assert }) => {
    const team = await teamPlugin()
    const id = await stage(client, team)
    const { id: stageId } = await db.from('stages').where('version_id', id).firstOrFail()
    const row = { stage_id: stageId, requested_by: team.owner.id, user_id: team.owner.id }
    await assert.rejects(() => db.table('stage_approvals').insert(row), /stage_approvals_of_others/)
    await assert.rejects(() => db.table('stage_approvals').insert({ ...row, requested_by: team.maintainer.id }), /foreign key/)
  })

  test('are taken back by who staged them or by an owner, and end by themselves; the number stays used', async ({ client, assert }) => {
    const withdrawals: [keyof Team, number][] = [
      ['publisher', 403],
      ['stranger', 404],
      ['maintainer', 204],
    ]
    const team = await teamPlugin()
    const id = await stage(client, team)
    for (const [role, status] of withdrawals) {
      const token = await apiToken(team[role] as User)
      ;(await client.post(stagePath(team, 'withdraw')).bearerToken(token)).assertStatus(status)
    }
    assert.equal(await statusOf(id), 'withdrawn')
    const again = client.post(PUBLISH).bearerToken(await apiToken(team.owner))
    ;(await again.json(publishBody({ name: team.name, version: VERSION }))).assertStatus(409)

    const other = await teamPlugin()
    const late = await stage(client, other)
    const job = await app.container.make(ExpireStages)
    await job.handle()
    assert.equal(await statusOf(late), 'staged')
    await db
      .from('stages')
      .where('version_id', late)
      .update({ expires_at: new Date(Date.now() - 1_000) })
    ;(await approve(client, other, other.maintainer)).assertStatus(409)
    await job.handle()
    await job.handle()
    assert.equal(await statusOf(late), 'expired')
    ;(await approve(client, other, other.maintainer)).assertStatus(404)
  })

  test('a plugin that was frozen meanwhile lets none out', async ({ client, assert }) => {
    const team = await teamPlugin()
    const id = await stage(client, team)
    await db.from('plugins').where('name', team.name).update({ status: 'taken_down' })
    ;(await approve(client, team, team.maintainer)).assertStatus(409)
    assert.equal(await statusOf(id), 'staged')
  })

  test('are seen and agreed to by page; rules too', async ({ client, assert }) => {
    const team = await teamPlugin()
    const id = await stage(client, team)
    const browser = new Visitor()
    await browser.signIn(team.owner.email, PASSWORD)
    const own = await browser.open(`/publisher/versions/${id}`)
    assert.include(own.text, '0 of 1 agreed')
    assert.notInclude(own.text, 'stage/approve')
    const { id: pluginId } = await db.from('plugins').where('name', team.name).firstOrFail()
    await browser.submit(`/publisher/plugins/${pluginId}/publishing`, { require_stage_approvals: '1' })
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).require_stage_approvals, 1)
    const other = new Visitor()
    await other.signIn(team.maintainer.email, PASSWORD)
    assert.include((await other.open(`/publisher/versions/${id}`)).text, 'stage/approve')
    await other.submit(`/publisher/versions/${id}/stage/approve`)
    assert.equal(await statusOf(id), 'pending_review')
  })

  test('rules are for owners who signed in', async ({ client }) => {
    const team = await teamPlugin()
    const path = `/api/v1/plugins/${team.name}/publishing`
    const change = async (token: string) => client.patch(path).bearerToken(token).json({ require_stage_approvals: 1 })
    ;(await change(await apiToken(team.maintainer))).assertStatus(403)
    ;(await change(await apiToken(team.stranger))).assertStatus(404)
    ;(await change((await programToken(team.owner, { scopes: ['owners', 'trusted-publishing'] })).secret)).assertStatus(403)
    ;(await change(await apiToken(team.owner))).assertStatus(200)
  })
})
