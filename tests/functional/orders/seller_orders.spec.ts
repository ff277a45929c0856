import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import Tenant from '#tenancy/models/tenant'
import { CheckOut } from '#orders/actions/check_out'
import { newId } from '#core/ids'
import { mayListen } from '#core/live/channels'
import { apiToken, createUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import { checkoutInput, createShop, ordersOf } from '#tests/support/orders'
import type { TenantRole } from '#core/rights'

async function sold(times = 1) {
  const shop = await createShop([{ stock: 50 }])
  const checkOut = await app.container.make(CheckOut)
  for (let at = 0; at < times; at++) await checkOut.handle(checkoutInput(shop.buyer.id, [{ product: shop.product }]))
  const tenant = await Tenant.findOrFail(shop.seller.tenantId)
  const member = async (role: TenantRole) => (await createUser({ tenant: { role, of: tenant } })).user
  return { ...shop, tenant, member, orders: await ordersOf(shop.buyer.id) }
}

const stranger = async () => (await createUser({ tenant: { role: 'owner' } })).user

test.group("A seller's orders by API", () => {
  test('are listed for every member, newest first, page by page, and for no other tenant', async ({ client, assert }) => {
    const { member, tenant, orders } = await sold(3)
    const token = await apiToken(await member('viewer'), tenant.id)
    const first = await client.get('/api/v1/seller/orders').qs({ limit: 2 }).bearerToken(token)
    const second = await client.get('/api/v1/seller/orders').qs({ limit: 2, cursor: first.body().meta.next_cursor }).bearerToken(token)
    const ids = [...first.body().data, ...second.body().data].map(({ id }: { id: string }) => id)
    assert.deepEqual(ids, orders.map(({ id }) => id).reverse())
    assert.isNull(second.body().meta.next_cursor)

    const foreign = await client.get('/api/v1/seller/orders').bearerToken(await apiToken(await stranger()))
    assert.isEmpty(foreign.body().data)
  })

  test('run a constant number of queries however many there are', async ({ client, assert }) => {
    const one = await sold(1)
    const many = await sold(6)
    const count = async ({ member, tenant }: typeof one) => {
      const token = await apiToken(await member('viewer'), tenant.id)
      return steadyQueries(() => client.get('/api/v1/seller/orders').bearerToken(token))
    }
    assert.equal(await count(many), await count(one))
  })

  test('go on step by step for a member, not for a viewer (403), a stranger (404) or a guest (401)', async ({ client }) => {
    const { member, tenant, orders } = await sold()
    const url = `/api/v1/seller/orders/${orders[0].id}/transitions`
    const body = { event: 'accept', version: 2 }
    ;(await client.post(url).json(body)).assertStatus(401)
    ;(
      await client
        .post(url)
        .bearerToken(await apiToken(await stranger()))
        .json(body)
    ).assertStatus(404)
    ;(
      await client
        .post(url)
        .bearerToken(await apiToken(await member('viewer'), tenant.id))
        .json(body)
    ).assertStatus(403)

    const done = await client
      .post(url)
      .bearerToken(await apiToken(await member('user'), tenant.id))
      .json(body)
    done.assertStatus(200)
    done.assertBodyContains({
      data: { state: 'accepted', version: 3, history: [{ event: 'place' }, { event: 'capture' }, { event: 'accept', by: 'seller' }] },
    })
    ;(
      await client
        .post(url)
        .bearerToken(await apiToken(await member('user'), tenant.id))
        .json(body)
    ).assertStatus(409)
  })

  test('refuse what makes no sense, naming the field', async ({ client }) => {
    const { member, tenant, orders } = await sold()
    const token = await apiToken(await member('owner'), tenant.id)
    const post = (id: string, body: object) => client.post(`/api/v1/seller/orders/${id}/transitions`).bearerToken(token).json(body)
    ;(await post(orders[0].id, { event: 'capture' })).assertBodyContains({ details: [{ field: 'event' }] })
    ;(await post(orders[0].id, { event: 'accept', version: 'two' })).assertBodyContains({ details: [{ field: 'version' }] })
    ;(await post(orders[0].id, { event: 'ship' })).assertStatus(409)
    ;(await post(newId(), { event: 'accept' })).assertStatus(404)
    ;(await post('1', { event: 'accept' })).assertStatus(404)
    ;(await client.get('/api/v1/seller/orders').qs({ state: 'sold' }).bearerToken(token)).assertBodyContains({
      details: [{ field: 'state' }],
    })
    ;(await client.get('/api/v1/seller/orders').qs({ limit: 1000 }).bearerToken(token)).assertBodyContains({
      details: [{ field: 'limit' }],
    })
    ;(await client.get('/api/v1/seller/orders').qs({ cursor: 'x' }).bearerToken(token)).assertBodyContains({
      details: [{ field: 'cursor' }],
    })
  })
})

test.group("A seller's orders in the panel", () => {
  test('list and detail show what was sold, and a foreign order is not there', async ({ client }) => {
    const { member, orders, product } = await sold()
    const user = await member('user')
    ;(await client.get('/seller/orders').loginAs(user)).assertTextIncludes(product.slug)
    const page = await client.get(`/seller/orders/${orders[0].id}`).loginAs(user)
    page.assertTextIncludes('Accept')
    page.assertTextIncludes('Paid')
    ;(await client.get(`/seller/orders/${orders[0].id}`).loginAs(await stranger())).assertStatus(404)
  })

  test('a viewer sees the order but no buttons, and cannot press them', async ({ client, assert }) => {
    const { member, orders, buyer } = await sold()
    const viewer = await member('viewer')
    const page = await client.get(`/seller/orders/${orders[0].id}`).loginAs(viewer)
    page.assertStatus(200)
    assert.notInclude(page.text(), 'name="event"')
    await client.post(`/seller/orders/${orders[0].id}/steps`).loginAs(viewer).withCsrfToken().redirects(0).form({ event: 'accept' })
    assert.equal((await ordersOf(buyer.id))[0].state, 'paid')
  })

  test('buttons lead from paid to delivered; cancelling asks for a reason first', async ({ client, assert }) => {
    const { member, orders, buyer } = await sold(2)
    const user = await member('user')
    const press = (id: string, form: object) =>
      client.post(`/seller/orders/${id}/steps`).loginAs(user).withCsrfToken().redirects(0).form(form)
    for (const event of ['accept', 'pack', 'ship', 'deliver']) await press(orders[0].id, { event })
    ;(await client.get(`/seller/orders/${orders[1].id}/steps/cancel`).loginAs(user)).assertTextIncludes('The money goes back to the buyer')
    await press(orders[1].id, { event: 'cancel', reason: 'broken in the warehouse' })
    assert.deepEqual(
      (await ordersOf(buyer.id)).map(({ state }) => state),
      ['delivered', 'cancelled']
    )
    ;(await client.get(`/account/orders/${orders[1].id}`).loginAs(buyer)).assertTextIncludes('broken in the warehouse')
  })

  test('a page that is out of date is told so and changes nothing', async ({ client, assert }) => {
    const { member, orders, buyer } = await sold()
    const user = await member('user')
    const response = await client
      .post(`/seller/orders/${orders[0].id}/steps`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
      .form({ event: 'accept', version: 1 })
    response.assertFlashMessage('error', 'Somebody changed the order meanwhile; look at it again')
    assert.equal((await ordersOf(buyer.id))[0].state, 'paid')
  })
})

test.group("A buyer's orders by API", () => {
  test('are theirs alone, and can be cancelled while the seller has not packed them', async ({ client, assert }) => {
    const { buyer, token, orders } = await sold()
    const other = await apiToken((await createUser()).user)
    assert.lengthOf((await client.get('/api/v1/orders').bearerToken(token)).body().data, 1)
    assert.isEmpty((await client.get('/api/v1/orders').bearerToken(other)).body().data)
    ;(await client.get(`/api/v1/orders/${orders[0].id}`).bearerToken(other)).assertStatus(404)
    ;(await client.post(`/api/v1/orders/${orders[0].id}/transitions`).bearerToken(other).json({ event: 'cancel' })).assertStatus(404)
    ;(await client.post(`/api/v1/orders/${orders[0].id}/transitions`).bearerToken(token).json({ event: 'accept' })).assertStatus(422)

    const cancelled = await client
      .post(`/api/v1/orders/${orders[0].id}/transitions`)
      .bearerToken(token)
      .json({ event: 'cancel', reason: 'changed my mind' })
    cancelled.assertBodyContains({ data: { state: 'cancelled' } })
    assert.equal((await ordersOf(buyer.id))[0].state, 'cancelled')
  })

  test('the cart by API is the one of the pages', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ stock: 5 }])
    ;(await client.post('/api/v1/cart/items').bearerToken(token).json({ offer_id: product.offerId, quantity: 2 })).assertStatus(201)
    ;(await client.get('/cart').loginAs(buyer)).assertTextIncludes(product.slug)
    const set = await client.put(`/api/v1/cart/items/${product.offerId}`).bearerToken(token).json({ quantity: 9 })
    assert.containsSubset(set.body().data.items, [{ offer_id: product.offerId, quantity: 9, problem: 'short' }])
    const gone = await client.delete(`/api/v1/cart/items/${product.offerId}`).bearerToken(token)
    assert.isEmpty(gone.body().data.items)
    ;(await client.delete(`/api/v1/cart/items/${product.offerId}`).bearerToken(token)).assertStatus(404)
    ;(await client.post('/api/v1/cart/items').bearerToken(token).json({ offer_id: newId(), quantity: 1 })).assertStatus(404)
    ;(await client.post('/api/v1/cart/items').bearerToken(token).json({ offer_id: 'x', quantity: 0 })).assertStatus(422)
  })
})

test.group('Live lists of orders', () => {
  test('can be listened to by members of the tenant only', async ({ assert }) => {
    const [tenantId, other] = [newId(), newId()]
    const listener = (of: string, rights: string[]) => ({ access: { tenantId: of, can: (one: string) => rights.includes(one) } }) as never
    assert.isTrue(mayListen(listener(tenantId, ['orders.view']), `orders/tenant/${tenantId}`))
    assert.isFalse(mayListen(listener(other, ['orders.view']), `orders/tenant/${tenantId}`))
    assert.isFalse(mayListen(listener(tenantId, []), `orders/tenant/${tenantId}`))
  })
})
