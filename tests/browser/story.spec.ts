import { test } from '@japa/runner'
import { buildPlugin } from '#runtime/build/build_plugin'
import { waitFor } from '#tests/support/wait_for'
import { expectNoCspViolations, expectNoViolations } from './support/expectations.js'
import { ADDRESS, projectPath, StoryWorld, type Offer, type Product } from './support/story_world.js'
import type { Somebody } from './support/people.js'

type Sales = { data: { totals: { orders: number; revenue: number } } }
type Installed = { id: string; status: string }
type Bought = { data: { number: number; state: string; discount: { amount: number }; lines: { discounts: { plugin: string }[] }[] } }

const SELLER = 'northern-light'

/** The walk through the whole platform, one test a step; each builds on the one before. */
test.group('From an uploaded plugin to a chart', (group) => {
  const world = new StoryWorld()
  let [publisher, moderator, admin, buyer, analyst, operator] = [] as Somebody[]
  let product: Product
  let offer: Offer

  group.setup(async () => {
    const stop = await world.start()
    publisher = await world.enter('publisher@works.demo')
    moderator = await world.enter('moderator@rialto.demo')
    admin = await world.enter('admin@northern.demo')
    buyer = await world.enter('buyer@rialto.demo')
    analyst = await world.enter('analyst@rialto.demo')
    operator = await world.enter('operator@rialto.demo')
    return stop
  })

  test('2. the operator sees the health of every part, jobs, events, plugin runs, audit log and settings', async ({ assert }) => {
    for (const path of [
      '/operator',
      '/operator/jobs',
      '/operator/events',
      '/operator/plugin-runs',
      '/operator/audit',
      '/operator/settings',
      '/operator/mailbox',
      '/operator/installations',
    ]) {
      await operator.open(path)
      await expectNoCspViolations(operator.page)
    }
    await operator.open('/operator')
    const overview = await operator.text()
    for (const part of ['Database', 'Job queue', 'Worker', 'Search', 'Analytics']) assert.include(overview, part)
    await expectNoViolations(operator.page)
  })

  test('3. a publisher uploads a plugin by page, and the verdict of the gate is shown', async ({ assert }) => {
    const { wasmPath } = await buildPlugin(projectPath('tests', 'plugins', 'own', 'piece-discount'))
    const { page } = publisher
    await publisher.open('/publisher/plugins/new')
    await page.locator('input[name=artifact]').setInputFiles(wasmPath)
    await page.locator('input[name=manifest]').setInputFiles(projectPath('tests', 'plugins', 'own', 'piece-discount', 'plugin.json'))
    await page.locator('form[enctype] button[type=submit]').click()
    await page.waitForURL(/\/publisher\/versions\//)
    await page.locator('main summary', { hasText: 'Imports' }).first().click()
    const shown = await publisher.text()
    for (const word of ['discount@1', 'rialto:host/v1', 'Memory']) assert.include(shown, word)
    await expectNoViolations(page)
    await expectNoCspViolations(page)
  })

  test('3. a program publishes by POST /api/v1/plugins/publish; the same version a second time is refused', async ({ assert }) => {
    const again = await world.publishByApi(projectPath('tests', 'plugins', 'own', 'piece-discount'))
    assert.equal(again.status, 409)
    const next = await world.publishByApi(projectPath('tests', 'plugins', 'hostile', 'loops-forever'))
    assert.equal(next.status, 200)
    assert.isTrue(next.body.success)
  })

  test('4. a moderator approves it by keyboard with a reason, and the publisher is told', async ({ assert }) => {
    await world.approve(moderator, 'piece-discount', 'Does what it says and asks for nothing.')
    await waitFor('the notice', async () => {
      await publisher.open('/account/notifications')
      return (await publisher.text()).includes('piece-discount')
    })
    assert.include(await publisher.text(), 'Does what it says and asks for nothing.')
  })

  test('5. a seller’s admin installs it, sees what it may do, consents, and sets it up in a form made from its schema', async ({
    assert,
  }) => {
    const { page } = admin
    await admin.open('/plugins/piece-discount')
    await admin.open('/seller/plugins/install/piece-discount')
    assert.include(await admin.text(), 'discount@1')
    await page.locator('form[action*="/seller/plugins/install/"] button[type=submit]').click()
    await page.waitForURL(/\/seller\/plugins\/[0-9a-f-]{36}/)

    const threshold = page.locator('input[name="settings[threshold]"], input[name=threshold]')
    const percent = page.locator('input[name="settings[percent]"], input[name=percent]')
    await page.locator('form[action$="/settings"]').evaluate((form) => form.setAttribute('novalidate', ''))
    await threshold.fill('1')
    await page.locator('form[action$="/settings"] button[type=submit]').click()
    await waitFor(
      'the refusal beside the field',
      async () => (await page.locator('[aria-invalid=true], .invalid-feedback, .is-invalid').count()) > 0
    )
    await threshold.fill('2')
    await percent.fill('10')
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'POST'),
      page.locator('form[action$="/settings"] button[type=submit]').click(),
    ])
    await waitFor('the settings to be kept', async () => {
      await page.reload()
      return (await percent.inputValue()) === '10' && (await threshold.inputValue()) === '2'
    })
    await page.locator('form[action$="/enable"] button[type=submit]').click()
    await page.locator('a[href$="/disable"]').waitFor()
    await expectNoViolations(page)
    await expectNoCspViolations(page)
  })

  test('6. a buyer finds a product by a misspelt Russian word, filters, and buys with the plugin’s discount', async ({ assert }) => {
    const { page } = buyer
    await buyer.open(`/search?q=${encodeURIComponent('кофиварка')}`)
    const found = await page
      .locator('main a[href*="/products/"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname))
    assert.isNotEmpty(found)
    await buyer.open(`/search?q=${encodeURIComponent('кофиварка')}&price_max=${50_000}`)
    assert.isNotEmpty(await page.locator('main a[href*="/products/"]').all())
    ;[product, offer] = await world.findOffer([...new Set(found)], SELLER)

    await buyer.open(`/products/${product.slug}`)
    await expectNoViolations(page)
    await page.locator('input[name=quantity]').fill('2')
    await page.locator('form[action="/cart/items"] button[type=submit]').click()
    await page.waitForURL(/\/cart/)
    await buyer.open('/checkout')
    assert.include(await buyer.text(), 'piece-discount')
    await expectNoViolations(page)
    await page.locator('input[name=city]').fill(ADDRESS.city)
    await page.locator('input[name=line]').fill(ADDRESS.line)
    await page.locator('input[name=card_number]').fill('4242 4242 4242 4242')
    await page.locator('input[name=card_expiry]').fill('12/30')
    await page.locator('input[name=card_cvc]').fill('123')
    await page.locator('form[action="/checkout"] button[type=submit]').last().click()
    await page.waitForURL(/\/checkout\/[0-9a-f-]{36}/)

    await page.locator('main a[href^="/account/orders/"]').first().click()
    await page.waitForURL(/\/account\/orders\/[0-9a-f-]{36}/)
    assert.include(await buyer.text(), 'piece-discount')
    await expectNoCspViolations(page)
  })

  test('6. and by API: money is taken, stock reserved, the ledger balances; 7. two seconds later everybody sees it', async ({ assert }) => {
    const client = await world.program('buyer@rialto.demo')
    const figures = await world.program('analyst@rialto.demo')
    const before = (await figures.get<Sales>('/api/v1/analytics/sales')).body.data.totals
    const bought = await world.buy(client, offer)
    assert.equal(bought.status, 201)
    const [order] = bought.body.data.orders
    const paidAt = performance.now()
    await waitFor(
      'the sale in the figures',
      async () => (await figures.get<Sales>('/api/v1/analytics/sales')).body.data.totals.orders > before.orders
    )
    const seconds = (performance.now() - paidAt) / 1000
    assert.isBelow(seconds, 2)

    const view = await client.get<Bought>(`/api/v1/orders/${order.id}`)
    assert.equal(view.body.data.state, 'paid')
    assert.equal(view.body.data.lines[0].discounts[0].plugin, 'piece-discount')
    assert.equal(view.body.data.discount.amount, Math.round(offer.price.amount * 2 * 0.1))

    const number = String(view.body.data.number)
    await admin.open('/seller/orders')
    assert.include(await admin.text(), number)
    await waitFor('the mail', async () => {
      await operator.open('/operator/mailbox')
      return (await operator.text()).includes(number)
    })
    await analyst.open('/analyst')
    await expectNoViolations(analyst.page)
    await expectNoCspViolations(analyst.page)
    assert.isAbove(await analyst.page.locator('main svg path').count(), 2)
  })

  test('8. a plugin that loops and one that eats memory stop no sale, are switched off, and the operator is told why', async ({
    assert,
  }) => {
    await world.publishByApi(projectPath('tests', 'plugins', 'hostile', 'eats-memory'))
    const client = await world.program('buyer@rialto.demo')
    const owner = await world.program('admin@northern.demo')
    const installed: string[] = []
    for (const name of ['loops-forever', 'eats-memory']) {
      await world.approve(moderator, name, 'Approved by mistake, as happens.')
      const answer = await owner.post<{ data?: Installed } & Installed>('/api/v1/installations', {
        plugin: name,
        consent: [],
        enabled: true,
      })
      assert.equal(answer.status, 201)
      installed.push(answer.body.data?.id ?? answer.body.id)
    }

    const states = async () =>
      Promise.all(
        installed.map(async (id) => {
          const { body } = await owner.get<{ data?: Installed } & Installed>(`/api/v1/installations/${id}`)
          return body.data?.status ?? body.status
        })
      )
    await waitFor(
      'both to be switched off',
      async () => {
        const { status, ms } = await world.buy(client, offer)
        assert.equal(status, 201)
        assert.isBelow(ms, 1_500)
        return (await states()).every((state) => state !== 'enabled')
      },
      60_000
    )

    const { status } = await world.buy(client, offer)
    assert.equal(status, 201)
    await waitFor('the operator to be told', async () => {
      await operator.open('/account/notifications')
      const text = await operator.text()
      return text.includes('loops-forever') && text.includes('eats-memory')
    })
    assert.match(await operator.text(), /fuel|memory/i)
  })

  test('9. the books are whole, and a phone in dark Russian shows the shop without scrolling sideways', async ({ assert }) => {
    const code = await new Promise((resolve) => world.installation.ace('ledger:check').once('exit', resolve))
    assert.equal(code, 0)
    const phone = await world.browser.newContext({
      baseURL: world.installation.url,
      locale: 'ru-RU',
      colorScheme: 'dark',
      viewport: { width: 375, height: 700 },
    })
    const page = await phone.newPage()
    for (const path of ['/', '/search?q=чай', `/products/${product.slug}`, '/cart', '/sign-in', '/plugins']) {
      await page.goto(path)
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.equal(excess, 0, `${path} scrolls sideways`)
    }
    await phone.close()
  })
})
