import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import { createShop, ordersOf, stockOf } from '#tests/support/orders'
import type { ApiResponse } from '@japa/api-client'
import type { TestProduct } from '#tests/support/catalog'
import type User from '#identity/models/user'
import type { ApiClient } from '@japa/api-client'

const CART = 'rialto_cart'

const fieldOf = (page: ApiResponse, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text())![1]

const addAs = (client: ApiClient, user: User, { product, quantity = 1 }: { product: TestProduct; quantity?: number }) =>
  client.post('/cart/items').loginAs(user).withCsrfToken().redirects(0).form({ offer_id: product.offerId, quantity })

const details = {
  name: 'Анна Иванова',
  email: 'anna@example.test',
  country: 'RU',
  city: 'Москва',
  line: 'Тверская, 1',
  card_number: '4242 4242 4242 4242',
  card_expiry: '12/30',
  card_cvc: '123',
}

const pay = (client: ApiClient, user: User, { page, ...more }: { page: ApiResponse; [field: string]: unknown }) =>
  client
    .post('/checkout')
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
    .form({ ...details, key: fieldOf(page, 'key'), expected_total: fieldOf(page, 'expected_total'), ...more })

test.group('The cart page', () => {
  test("a guest's goods are there after signing in, on top of the user's own, and nobody else's", async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ stock: 9 }])
    await addAs(client, buyer, { product })
    const added = await client.post('/cart/items').withCsrfToken().redirects(0).form({ offer_id: product.offerId, quantity: 2 })
    added.assertStatus(302)
    const cookie = added.cookie(CART)!.value

    const guest = await client.get('/cart').withCookie(CART, cookie)
    guest.assertTextIncludes(product.slug)
    const mine = await client.get('/cart').loginAs(buyer).withCookie(CART, cookie)
    assert.equal(fieldOf(mine, 'quantity'), '3')
    const stranger = await client.get('/cart').withCookie(CART, newId())
    assert.notInclude(stranger.text(), product.slug)
  })

  test('shows a changed price and what is left, and lets the quantity be set and the goods be removed', async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ priceMinor: 10_000, stock: 5 }])
    await addAs(client, buyer, { product, quantity: 2 })
    await db.from('offers').where('id', product.offerId).update({ price_minor: 12_000 })
    assert.include((await client.get('/cart').loginAs(buyer)).text(), 'The price has changed')

    await client.post(`/cart/items/${product.offerId}`).loginAs(buyer).withCsrfToken().redirects(0).form({ quantity: 6 })
    assert.include((await client.get('/cart').loginAs(buyer)).text(), 'Only 5 left')
    await client.post(`/cart/items/${product.offerId}/remove`).loginAs(buyer).withCsrfToken().redirects(0)
    assert.include((await client.get('/cart').loginAs(buyer)).text(), 'Your cart is empty')
  })

  test("a foreign cart's goods cannot be changed", async ({ client }) => {
    const { product } = await createShop()
    const { user } = await createUser()
    const response = await client.post(`/cart/items/${product.offerId}`).loginAs(user).withCsrfToken().redirects(0).form({ quantity: 5 })
    response.assertStatus(404)
  })
})

test.group('The checkout page', () => {
  test('sends guests to the sign-in and back', async ({ client, assert }) => {
    const response = await client.get('/checkout').redirects(0)
    response.assertStatus(302)
    assert.include(response.header('location'), '/sign-in?next=%2Fcheckout')
  })

  test('sells, empties the cart and shows the order to its buyer only', async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ stock: 3 }])
    await addAs(client, buyer, { product })
    const page = await client.get('/checkout').loginAs(buyer)

    const response = await pay(client, buyer, { page })

    const [order] = await ordersOf(buyer.id)
    assert.equal(order.state, 'paid')
    response.assertHeader('location', `/checkout/${order.group_id}`)
    assert.include((await client.get('/cart').loginAs(buyer)).text(), 'Your cart is empty')
    const placed = await client.get(`/checkout/${order.group_id}`).loginAs(buyer)
    placed.assertTextIncludes('Thank you for your order')
    const own = await client.get(`/account/orders/${order.id}`).loginAs(buyer)
    own.assertTextIncludes(product.slug)
    const { user: stranger } = await createUser()
    ;(await client.get(`/account/orders/${order.id}`).loginAs(stranger)).assertStatus(404)
    ;(await client.get(`/checkout/${order.group_id}`).loginAs(stranger)).assertStatus(404)
  })

  test('pressed twice buys once', async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ stock: 3 }])
    await addAs(client, buyer, { product })
    const page = await client.get('/checkout').loginAs(buyer)
    const [first, second] = [await pay(client, buyer, { page }), await pay(client, buyer, { page })]
    assert.equal(second.header('location'), first.header('location'))
    assert.lengthOf(await ordersOf(buyer.id), 1)
  })

  test('a price that changes before paying is told, and nothing is bought', async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ priceMinor: 10_000 }])
    await addAs(client, buyer, { product })
    const page = await client.get('/checkout').loginAs(buyer)
    await db.from('offers').where('id', product.offerId).update({ price_minor: 12_000 })

    const response = await pay(client, buyer, { page })

    response.assertHeader('location', '/checkout')
    response.assertFlashMessage('error', 'The total has changed since you looked. Please check it and pay again; nothing was charged')
    assert.isEmpty(await ordersOf(buyer.id))
  })

  test('a declined card is told beside the form and keeps the cart', async ({ client, assert }) => {
    const { product, buyer } = await createShop([{ stock: 3 }])
    await addAs(client, buyer, { product })
    const page = await client.get('/checkout').loginAs(buyer)
    const response = await pay(client, buyer, { page, card_number: '4000 0000 0000 9995' })

    response.assertFlashMessage('error', 'There is not enough money on the card. Nothing was charged.')
    assert.deepEqual(await stockOf(product), { on_hand: 3, reserved: 0 })
    assert.include((await client.get('/cart').loginAs(buyer)).text(), product.slug)
  })

  test('wrong fields are named and nothing is bought', async ({ client, assert }) => {
    const { product, buyer } = await createShop()
    await addAs(client, buyer, { product })
    const page = await client.get('/checkout').loginAs(buyer)
    const response = await pay(client, buyer, { page, email: 'nobody', card_expiry: '99/99', city: '' })
    response.assertStatus(302)
    assert.containsSubset(Object.keys(response.flashMessage('inputErrorsBag') as object), ['email', 'card_expiry', 'city'])
    assert.isEmpty(await ordersOf(buyer.id))
  })
})
