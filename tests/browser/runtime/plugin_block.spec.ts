import { test } from '@japa/runner'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

const BLOCK = {
  elements: [
    { kind: 'card', label: 'Orders today', value: 12, delta: '+3', tone: 'good' },
    { kind: 'card', label: 'Revenue', value: { amount: 1_234_500, currency: 'RUB' } },
    {
      kind: 'chart',
      title: 'Orders by day',
      chart: 'bar',
      labels: ['Mon', 'Tue', 'Wed'],
      series: [{ name: 'Orders', values: [4, 9, 12] }],
    },
    {
      kind: 'table',
      title: 'Latest',
      columns: [
        { key: 'order', label: 'Order', type: 'link' },
        { key: 'total', label: 'Total', type: 'money' },
      ],
      rows: [{ order: { text: 'All orders', path: '/seller/orders' }, total: { amount: 4_900, currency: 'RUB' } }],
    },
    {
      kind: 'form',
      title: 'Set a goal',
      action: 'goal',
      submit: 'Save the goal',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['orders'],
        properties: {
          orders: { type: 'integer', minimum: 1, maximum: 100, title: 'Orders a day' },
          loud: { type: 'boolean', title: 'Tell everybody' },
        },
      },
    },
  ],
}

let tenant: Tenant
let puppet: Installation

test.group('A plugin’s block in the panel', (group) => {
  group.each.setup(async () => {
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('comes after its page, is used by keyboard alone, and breaks no rule', async ({ assert, browserContext, visit }) => {
    const { user } = await createUser({ tenant: { role: 'owner', of: tenant } })
    await browserContext.loginAs(user)
    await direct(puppet, BLOCK, { elements: [{ kind: 'notice', text: 'The goal is set', tone: 'good' }] })
    const first = await visit('/ping')
    await watchPolicy(first)
    const page = first
    await page.goto(new URL('/seller/orders', first.url()).href)
    const block = page.locator(`#block-${puppet.id}-orders`)
    await block.locator('svg').first().waitFor()
    assert.include(await block.innerText(), 'Orders today')
    await expectNoViolations(page)
    await expectToFit(page)

    await block.getByLabel('Orders a day').focus()
    await page.keyboard.type('500')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    // The browser itself knows the limit: nothing is sent.
    await page.keyboard.press('Enter')
    assert.isFalse(await block.getByLabel('Orders a day').evaluate((field) => (field as HTMLInputElement).checkValidity()))
    await block.getByLabel('Orders a day').fill('20')
    await block.getByRole('button', { name: 'Save the goal' }).focus()
    await page.keyboard.press('Enter')
    await block.getByText('The goal is set').waitFor()
    assert.equal(new URL(page.url()).pathname, '/seller/orders')
    const [input] = await inputsOf(puppet)
    assert.containsSubset(input, { action: 'goal', values: { orders: 20, loud: true } })
    await expectNoViolations(page)
    await expectNoCspViolations(page)
  })

  test('has a page of its own that fits a phone, in Russian and in the dark', async ({ browserContext, visit }) => {
    const { user } = await createUser({ tenant: { role: 'owner', of: tenant }, locale: 'ru' })
    await browserContext.loginAs(user)
    await direct(puppet, BLOCK)
    const page = await visit('/ping')
    const url = page.url()
    await browserContext.addCookies([
      { name: 'rialto_theme', value: 'dark', url },
      { name: 'rialto_locale', value: 'ru', url },
    ])
    await page.setViewportSize({ width: 390, height: 844 })
    await watchPolicy(page)
    for (const path of [`/seller/plugins/${puppet.id}/blocks/page`, '/seller/plugin-blocks', `/seller/plugins/${puppet.id}/surfaces`]) {
      await page.goto(new URL(path, url).href)
      await expectNoViolations(page)
      await expectToFit(page)
    }
    await expectNoCspViolations(page)
  })
})
