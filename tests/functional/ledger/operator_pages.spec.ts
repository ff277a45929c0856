import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { buyerPays } from '#ledger/postings'
import { steadyQueries } from '#tests/support/statements'
import { createUser } from '#tests/support/users'
import { commitPost, rub } from '#tests/unit/ledger/support/requests'

const sale = () => commitPost(null, buyerPays([{ orderId: newId(), tenantId: newId(), paid: rub(123_400), promotion: rub(600) }]))

test.group('Operator reads the ledger', () => {
  test('finance sees transactions, their entries and accounts', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['finance'] })
    const posted = await sale()
    const list = await client.get('/operator/ledger').loginAs(user)
    list.assertStatus(200)
    list.assertTextIncludes(posted.kind)
    const detail = await client.get(`/operator/ledger/transactions/${posted.id}`).loginAs(user)
    detail.assertStatus(200)
    assert.include(detail.text(), posted.entries[1].code)
    const accounts = await client.get('/operator/ledger/accounts?open=1').loginAs(user)
    accounts.assertStatus(200)
  })

  test('a check of the whole ledger is answered with its result', async ({ client }) => {
    const { user } = await createUser({ platform: ['finance'] })
    const answer = await client.post('/operator/ledger/verify').loginAs(user).withCsrfToken()
    answer.assertStatus(200)
    answer.assertTextIncludes('The ledger is sound')
  })

  test('nobody else does, and there is nothing at an unknown id', async ({ client }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    for (const path of ['/operator/ledger', '/operator/ledger/accounts']) {
      const answer = await client.get(path).loginAs(user).redirects(0)
      answer.assertStatus(403)
    }
    const { user: finance } = await createUser({ platform: ['finance'] })
    for (const id of [newId(), 'not-an-id']) {
      const answer = await client.get(`/operator/ledger/transactions/${id}`).loginAs(finance)
      answer.assertStatus(404)
    }
  })

  test('the list takes the same number of queries however long it is', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['finance'] })
    const few = await steadyQueries(() => client.get('/operator/ledger').loginAs(user))
    for (let n = 0; n < 8; n++) await sale()
    const many = await steadyQueries(() => client.get('/operator/ledger').loginAs(user))
    assert.equal(many, few)
  })
})
