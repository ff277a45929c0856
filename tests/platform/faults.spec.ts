import { once } from 'node:events'
import { test } from '@japa/runner'
import { Installation } from '#tests/support/installation'
import { Program } from '#tests/support/program'
import { waitFor } from '#tests/support/wait_for'

type Products = { data: { id: string; in_stock: boolean }[] }
type Product = { data: { variants: { offers: { id: string; available: number }[] }[] } }
type Checkout = { data: { id: string; state?: string; orders: { id: string; state: string }[] } }
type Ready = { status: string; components: Record<string, { status: string }> }
type Sales = { data: { totals: { orders: number } } }

const CONTACT = { name: 'Борис', email: 'buyer@rialto.demo' }
const ADDRESS = { country: 'RU', city: 'Москва', line: 'Тверская, 1' }

test.group('A part dies', (group) => {
  const installation = new Installation({ name: 'faults' })
  let buyer: Program
  let analyst: Program

  group.setup(async () => {
    await installation.start()
    buyer = await Program.signIn(installation.url, installation.login('buyer@rialto.demo'))
    analyst = await Program.signIn(installation.url, installation.login('analyst@rialto.demo'))
    return () => installation.stop()
  })

  const ready = async () => {
    const answer = await fetch(`${installation.url}/health/ready`).catch(() => null)
    return answer ? ((await answer.json()) as Ready) : null
  }
  /** A report may be a second old: the shop itself is asked as well. */
  const allWell = () =>
    waitFor(
      'every part to be well',
      async () => {
        const products = await buyer.get('/api/v1/products?limit=1').catch(() => null)
        return products?.status === 200 && (await ready())?.status === 'healthy'
      },
      60_000
    )

  async function findOffer(): Promise<string> {
    const { body } = await buyer.get<Products>('/api/v1/products?limit=20')
    for (const { id, in_stock: inStock } of body.data) {
      if (!inStock) continue
      const { body: detail } = await buyer.get<Product>(`/api/v1/products/${id}`)
      const offer = detail.data.variants.flatMap(({ offers }) => offers).find(({ available }) => available > 5)
      if (offer) return offer.id
    }
    throw new Error('Nothing is in stock')
  }

  const buy = async (key: string = crypto.randomUUID(), wanted?: string) => {
    const offer = wanted ?? (await findOffer())
    const body = { items: [{ offer_id: offer, quantity: 1 }], contact: CONTACT, address: ADDRESS, payment: { card_token: 'tok_ok' } }
    return buyer.post<Checkout>('/api/v1/checkout', body, { 'idempotency-key': key })
  }
  const buyAgain = async (key: string, offer: string) => {
    const answer = await buy(key, offer).catch(() => null)
    return answer && [200, 201].includes(answer.status) ? answer : null
  }

  const countOrders = async () => (await buyer.get<{ data: object[] }>('/api/v1/orders?limit=100')).body.data.length

  /** The exit code of `node ace ledger:check` on this installation. */
  const ledgerCheck = async () => {
    const [code] = await once(installation.ace('ledger:check'), 'exit')
    return code as number
  }
  const countSales = async () => (await analyst.get<Sales>('/api/v1/analytics/sales')).body?.data?.totals.orders ?? null

  test('the analytics engine: the shop sells on, health says so, the sale is counted when the engine is back', async ({ assert }) => {
    await allWell()
    const before = await countSales()
    await installation.kill('clickhouse')
    const { status } = await buy()
    assert.equal(status, 201)
    await waitFor('the sale in the chart', async () => (await countSales()) === before! + 1, 90_000)
    await allWell()
  })

  test('the worker: the shop sells on, and what was left lying is done by the next one', async ({ assert }) => {
    await allWell()
    const before = await countSales()
    await installation.kill('worker')
    const { status } = await buy()
    assert.equal(status, 201)
    await waitFor('the sale in the chart', async () => (await countSales()) === before! + 1, 90_000)
  })

  test('the web process: it is back within seconds', async ({ assert }) => {
    await allWell()
    const pid = await installation.kill('web')
    await allWell()
    assert.notEqual(installation.pid('web'), pid)
    assert.equal((await buy()).status, 201)
  })

  test('PostgreSQL in the middle of purchases: at most the answer is lost, and asking again with the same key buys once', async ({
    assert,
  }) => {
    await allWell()
    const offer = await findOffer()
    const before = await countOrders()
    const keys = Array.from({ length: 16 }, () => crypto.randomUUID())
    const running = keys.map((key) => buy(key, offer).catch(() => null))
    await running[0]
    await installation.kill('postgres')
    const first = await Promise.all(running)
    assert.isAbove(first.filter((answer) => answer?.status === 201).length, 0)
    await allWell()

    for (const key of keys) {
      // A key that a dead process held is free again after thirty seconds; until then the answer is 409.
      const again = await waitFor('an answer that is final', () => buyAgain(key, offer), 90_000)
      assert.lengthOf(again.body.data.orders, 1)
    }
    assert.equal(await countOrders(), before + keys.length)
    assert.equal(await ledgerCheck(), 0)
  })

  test('everything at once: the next start recovers by itself and keeps every order', async ({ assert }) => {
    await allWell()
    const { body } = await buy()
    await installation.kill('launcher')
    for (const part of ['web', 'worker', 'clickhouse', 'postgres'] as const) await installation.kill(part).catch(() => {})
    await installation.start()
    const [bought] = body.data.orders
    const again = await Program.signIn(installation.url, installation.login('buyer@rialto.demo'))
    const order = await again.get<{ data: { state: string } }>(`/api/v1/orders/${bought.id}`)
    assert.equal(order.status, 200)
    assert.equal(order.body.data.state, 'paid')
  })
})
