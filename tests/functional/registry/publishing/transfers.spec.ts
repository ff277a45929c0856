import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import FinishTransfers from '#registry/owners/jobs/finish_transfers'
import MailTransfer from '#registry/owners/jobs/mail_transfer'
import { linkSecret } from '#registry/owners/link_secret'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { publishBody } from '#tests/support/plugin_uploads'
import { lastEvent, programToken, roleOf, somebody, teamPlugin } from '#tests/support/publishing'
import type User from '#identity/models/user'
import type { ApiClient } from '@japa/api-client'

type Team = Awaited<ReturnType<typeof teamPlugin>>

const path = (plugin: string, rest = '') => `/api/v1/plugins/${plugin}/owners${rest}`
const due = (id: string) =>
  db
    .from('plugin_transfers')
    .where('id', id)
    .update({ completes_at: new Date(Date.now() - 1_000) })
const finish = async () => (await app.container.make(FinishTransfers)).handle()

test.group('A plugin that passes to another publisher', (group) => {
  group.each.setup(forgetCounts)

  async function offer(client: ApiClient, team: Team, to: User) {
    const made = await client
      .post(`/api/v1/plugins/${team.name}/transfer`)
      .bearerToken(await apiToken(team.owner))
      .json({ email: to.email })
    made.assertStatus(201)
    return made.body().id as string
  }
  const accept = async (client: ApiClient, user: User, id: string) =>
    client
      .post('/api/v1/plugin-transfers/accept')
      .bearerToken(await apiToken(user))
      .json({ token: linkSecret('transfer', id) })
  const publisherOf = async (name: string) =>
    (
      await db
        .from('plugins as p')
        .join('publishers as b', 'b.id', 'p.publisher_id')
        .where('p.name', name)
        .select('b.user_id')
        .firstOrFail()
    ).user_id

  test('does so after it was accepted and the time to think it over has passed; both are told', async ({ client, assert }) => {
    const team = await teamPlugin()
    const heir = await somebody()
    const { secret: token } = await programToken(team.owner)
    const id = await offer(client, team, heir)
    ;(await accept(client, team.stranger, id)).assertStatus(403)
    const accepted = await accept(client, heir, id)
    accepted.assertStatus(200)
    assert.isAbove(Date.parse(accepted.body().completes_at), Date.now() + 60_000)
    await finish()
    assert.equal(await publisherOf(team.name), team.owner.id)
    assert.isNull(await roleOf(team.name, heir))

    await due(id)
    await finish()
    await finish()
    assert.equal(await publisherOf(team.name), heir.id)
    assert.deepEqual([await roleOf(team.name, heir), await roleOf(team.name, team.owner)], ['owner', null])
    assert.equal(await roleOf(team.name, team.maintainer), 'maintainer')
    const publish = client
      .post('/api/v1/plugins/publish')
      .bearerToken(token)
      .json(publishBody({ name: team.name, version: '9.0.0' }))
    ;(await publish).assertStatus(403)
    for (const step of ['offered', 'accepted', 'completed']) {
      await new MailTransfer().handle(await lastEvent(`registry.transfer_${step}.v1`, id))
    }
    const letters = await db.from('mailbox').whereIn('recipient', [team.owner.email, heir.email])
    assert.lengthOf(letters, 6)
    const acts = await db.from('audit_log').where({ target_label: team.name }).whereILike('action', 'registry.transfer_%').select('action')
    assert.lengthOf(acts, 3)
  })

  test('stays where its owner changes their mind, is removed or is blocked, or the other declines', async ({ client, assert }) => {
    const cases: Record<string, (team: Team, id: string, heir: User) => Promise<unknown>> = {
      'cancelled after it was accepted': async (team) =>
        client.delete(`/api/v1/plugins/${team.name}/transfer`).bearerToken(await apiToken(team.owner)),
      'owner removed': async (team) => {
        await db.from('plugin_owners').where('user_id', team.maintainer.id).update({ role: 'owner' })
        await client.delete(path(team.name, `/${team.owner.id}`)).bearerToken(await apiToken(team.maintainer))
      },
      'heir blocked': async (_team, _id, heir) =>
        db.from('users').where('id', heir.id).update({ status: 'blocked', block_reason: 'test', blocked_at: new Date() }),
      'taken down': async (team) => db.from('plugins').where('name', team.name).update({ status: 'taken_down' }),
    }
    for (const [what, act] of Object.entries(cases)) {
      const team = await teamPlugin()
      const heir = await somebody()
      const id = await offer(client, team, heir)
      ;(await accept(client, heir, id)).assertStatus(200)
      await act(team, id, heir)
      await due(id)
      await finish()
      assert.equal(await publisherOf(team.name), team.owner.id, what)
      assert.isNull(await roleOf(team.name, heir), what)
      assert.equal((await db.from('plugin_transfers').where('id', id).firstOrFail()).status, 'cancelled', what)
    }
    const team = await teamPlugin()
    const heir = await somebody()
    const declined = await offer(client, team, heir)
    const decline = client.post('/api/v1/plugin-transfers/decline').bearerToken(await apiToken(heir))
    ;(await decline.json({ token: linkSecret('transfer', declined) })).assertStatus(200)
    ;(await accept(client, heir, declined)).assertStatus(404)
  })

  test('is offered to one at a time, and only by owners', async ({ client }) => {
    const team = await teamPlugin()
    await offer(client, team, await somebody())
    const again = client
      .post(`/api/v1/plugins/${team.name}/transfer`)
      .bearerToken(await apiToken(team.owner))
      .json({ email: 'x@example.test' })
    ;(await again).assertStatus(409)
    const cancel = async (user: User) => client.delete(`/api/v1/plugins/${team.name}/transfer`).bearerToken(await apiToken(user))
    ;(await cancel(team.maintainer)).assertStatus(403)
    ;(await cancel(team.stranger)).assertStatus(404)
    ;(await cancel(team.owner)).assertStatus(204)
    await offer(client, team, await somebody())
  })
})
