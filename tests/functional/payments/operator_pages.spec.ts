import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { steadyQueries } from '#tests/support/statements'
import { createUser } from '#tests/support/users'
import { CARDS, pay, share, startPayment } from '#tests/unit/payments/support/payments'

async function paid(card = CARDS.ok) {
  const intent = await startPayment([share(5_000, 100), share(200)])
  await pay(intent.id, card)
  return intent
}

test.group('Operator reads payments', () => {
  test('support sees a payment, its orders and what the provider said', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['support'] })
    const intent = await paid(CARDS.declined)
    const list = await client.get('/operator/payments?state=declined').loginAs(user)
    list.assertStatus(200)
    assert.include(list.text(), intent.id.slice(-8))
    const detail = await client.get(`/operator/payments/${intent.id}`).loginAs(user)
    detail.assertStatus(200)
    assert.include(detail.text(), 'card_declined')
  })

  test('why a payment was declined is said in the reader’s language, beside the provider’s code', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['support'] })
    const intent = await paid(CARDS.declined)
    for (const [locale, words] of Object.entries({ en: 'The bank declined it', ru: 'Банк отклонил' })) {
      const pages = ['/operator/payments?state=declined', `/operator/payments/${intent.id}`]
      for (const page of pages) {
        const answer = await client.get(page).header('accept-language', locale).loginAs(user)
        assert.include(answer.text(), words, page)
      }
    }
    assert.include((await client.get(`/operator/payments/${intent.id}`).loginAs(user)).text(), '<code>card_declined</code>')
  })

  test('a seller does not, and there is nothing at an unknown id', async ({ client }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const intent = await paid()
    for (const path of ['/operator/payments', `/operator/payments/${intent.id}`]) {
      const answer = await client.get(path).loginAs(user).redirects(0)
      answer.assertStatus(403)
    }
    const { user: support } = await createUser({ platform: ['support'] })
    for (const id of [newId(), 'x']) {
      const answer = await client.get(`/operator/payments/${id}`).loginAs(support)
      answer.assertStatus(404)
    }
  })

  test('the list takes the same number of queries however long it is', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['support'] })
    const few = await steadyQueries(() => client.get('/operator/payments').loginAs(user))
    for (let n = 0; n < 6; n++) await paid()
    const many = await steadyQueries(() => client.get('/operator/payments').loginAs(user))
    assert.equal(many, few)
  })
})
