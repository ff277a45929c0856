import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { Caller, entered } from '#tests/support/rights'

const password = 'a long enough password'
const register = async (more: object) => (await Caller.of()).post('auth/register', { email: `${newId()}@example.test`, password, ...more })
const userOf = (username: string) => db.from('users').where('username', username).firstOrFail()
const unique = () => `u-${newId().slice(-12)}`

test.group('Names that others read', (group) => {
  group.each.setup(forgetCounts)

  test('nothing invisible or turning is kept in the name of a person or a company, whatever door it came by', async ({ assert }) => {
    const username = unique()
    const answer = await register({
      username,
      full_name: 'Olga\u202erotarepO\u200b\n Ivanova',
      company_name: 'North\u2066ern\u00ad \u3164Light',
    })
    assert.equal(answer.status, 201)
    const { id, full_name: name } = await userOf(username)
    assert.equal(name, 'OlgarotarepO  Ivanova')
    assert.equal(
      (await db.from('tenants').join('tenant_members as m', 'm.tenant_id', 'tenants.id').where('m.user_id', id).firstOrFail()).name,
      'Northern Light'
    )

    const owner = await Caller.of({ tenant: { role: 'owner' } })
    assert.equal((await owner.patch('tenants/me', { name: 'Good\u202e Goods', legal_name: 'Ltd\u200f.' })).status, 200)
    assert.containsSubset(await db.from('tenants').where('id', owner.tenant!.id).firstOrFail(), { name: 'Good Goods', legal_name: 'Ltd.' })

    const { visitor, id: visitorId } = await entered()
    await visitor.submit('/account/profile', { full_name: 'Anna\u202d Petrova', locale: 'en' })
    assert.equal((await db.from('users').where('id', visitorId).firstOrFail()).full_name, 'Anna Petrova')
  })

  test('what has nothing to see is no name; joiners, accents and other scripts are', async ({ assert }) => {
    for (const blank of ['\u200b\u200b', '\u3164\u3164', '\u2800\u2800\u2800', '\u202e\u2066']) {
      assert.equal((await register({ username: unique(), full_name: blank })).status, 422)
      assert.equal((await register({ username: unique(), company_name: blank })).status, 422)
    }
    for (const good of ['Жанна д’Арк', 'می‌خواهم', '山田 太郎', 'Zoë 👩‍👩‍👧', 'עמית']) {
      const username = unique()
      assert.equal((await register({ username, full_name: good })).status, 201)
      assert.equal((await userOf(username)).full_name, good)
    }
  })

  test('nobody calls themselves by a name that speaks for the platform, in any spelling', async ({ assert }) => {
    for (const username of ['admin', 'ADMIN', 'Admin_1', 'adm1n', 'support-24', 'Supp0rt', 'r.o.o.t', 'Rialto', 'null', 'mod3rat0r']) {
      const answer = await register({ username })
      assert.equal(answer.status, 422, username)
      assert.containsSubset(answer.json, { details: [{ field: 'username', rule: 'reserved' }] })
    }
    for (const username of [`administrata-${unique()}`, `modest-${unique()}`]) assert.equal((await register({ username })).status, 201)
  })

  test('a reason reads for the person as it was checked by staff', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const person = await Caller.of()
    assert.equal((await admin.post(`admin/users/${person.id}/block`, { reason: 'Bad \u202ethings' })).status, 204)
    assert.equal((await db.from('blocks').where('user_id', person.id).firstOrFail()).reason, 'Bad things')
  })
})
