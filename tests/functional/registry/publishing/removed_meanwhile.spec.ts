import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { somebody, teamPlugin } from '#tests/support/publishing'
import { waitFor } from '#tests/support/wait_for'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

const isAnybodyWaiting = async () =>
  (await sqlRows(db, `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).length > 0

/** Sends a request that has to wait for a change, and makes the change while it waits. */
async function meanwhile<Answer>(change: (trx: TransactionClientContract) => Promise<unknown>, send: () => Promise<Answer>) {
  const trx = await db.transaction()
  await change(trx)
  const answer = send()
  await waitFor('the request to wait', isAnybodyWaiting)
  await trx.commit()
  return answer
}

test.group('Whoever was removed while a request of theirs waited', (group) => {
  group.each.setup(forgetCounts)

  test('does nothing as admin of the publisher', async ({ client, assert }) => {
    const [stays, goes] = [await somebody(), await somebody()]
    const [id, slug] = [newId(), `acme-${newId().slice(-12)}`]
    await db.table('publishers').insert({ id, slug, name: 'Acme', kind: 'org' })
    for (const { id: userId } of [stays, goes]) {
      await db.table('publisher_members').insert({ publisher_id: id, user_id: userId, role: 'admin' })
    }
    const token = await apiToken(goes)
    const make = (team: string) => client.post(`/api/v1/publishers/${slug}/teams`).bearerToken(token).json({ name: 'A team', slug: team })
    ;(await make('before')).assertStatus(201)
    const demote = async (trx: TransactionClientContract, change: object | null) => {
      await trx.rawQuery('select 1 from publishers where id = ? for update', [id])
      const row = trx.from('publisher_members').where({ publisher_id: id, user_id: goes.id })
      await (change ? row.update(change) : row.delete())
    }
    const asMember = await meanwhile(
      (trx) => demote(trx, { role: 'member' }),
      async () => make('as-member')
    )
    asMember.assertStatus(403)
    await db.from('publisher_members').where({ publisher_id: id, user_id: goes.id }).update({ role: 'admin' })
    const asStranger = await meanwhile(
      (trx) => demote(trx, null),
      async () => make('as-stranger')
    )
    asStranger.assertStatus(404)
    assert.lengthOf(await db.from('teams').where('publisher_id', id), 1)
  })

  test('does nothing as owner of the plugin', async ({ client, assert }) => {
    const { name, owner } = await teamPlugin()
    const { id } = await db.from('plugins').where('name', name).firstOrFail()
    const token = await apiToken(owner)
    const change = (trusted: boolean) =>
      client.patch(`/api/v1/plugins/${name}/publishing`).bearerToken(token).json({ trusted_only: trusted })
    ;(await change(true)).assertStatus(200)
    const answer = await meanwhile(
      async (trx) => {
        await trx.rawQuery('select 1 from plugins where id = ? for update', [id])
        await trx.from('plugin_owners').where({ plugin_id: id, user_id: owner.id }).delete()
      },
      async () => change(false)
    )
    answer.assertStatus(404)
    assert.isTrue((await db.from('plugins').where('id', id).firstOrFail()).trustpub_only)
  })
})
