import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet, runsOf } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'
import type { TenantRole } from '#core/rights'

const FORM = {
  kind: 'form',
  title: 'Move',
  action: 'move',
  submit: 'Go',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['steps'],
    properties: { steps: { type: 'integer', minimum: 1, maximum: 5, title: 'Steps' }, fast: { type: 'boolean' } },
  },
}
const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'>'

let tenant: Tenant
let puppet: Installation

const at = (block: string, action = '') => `/seller/plugins/${puppet.id}/blocks/${block}${action && `/${action}`}`
const memberAs = async (role: TenantRole) => (await createUser({ tenant: { role, of: tenant } })).user

test.group('Blocks of plugins', (group) => {
  group.each.setup(async () => {
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('every kind of element is drawn by the platform, in the reader’s language', async ({ client, assert }) => {
    const user = await memberAs('viewer')
    await direct(puppet, {
      elements: [
        { kind: 'card', label: 'Orders', value: 1234, delta: '+3', tone: 'good' },
        { kind: 'card', label: 'Sum', value: { amount: 123_400, currency: 'RUB' } },
        {
          kind: 'table',
          title: 'Latest',
          columns: [
            { key: 'name', label: 'Name', type: 'link' },
            { key: 'at', label: 'Day', type: 'date' },
          ],
          rows: [{ name: { text: 'All orders', path: '/seller/orders' }, at: '2026-11-21' }],
        },
        { kind: 'chart', title: 'By day', chart: 'bar', labels: ['Mon', 'Tue'], series: [{ name: 'Orders', values: [1, 2] }] },
        { kind: 'chart', title: 'Shares', chart: 'pie', labels: ['A', 'B'], series: [{ name: 'Orders', values: [1, 2] }] },
        { kind: 'notice', text: 'Mind the step', tone: 'warn' },
        { kind: 'text', text: 'First\n\nSecond' },
        FORM,
        { kind: 'button', label: 'Again', action: 'again' },
      ],
    })
    const page = await client.get(at('page')).loginAs(user).header('accept-language', 'en')
    page.assertStatus(200)
    for (const text of ['1,234', '+3', 'RUB', 'href="/seller/orders"', '<svg', 'Mind the step', '<p class="r-block-text">Second</p>']) {
      page.assertTextIncludes(text)
    }
    assert.notInclude(page.text(), 'Go</button>', 'a viewer sends no forms')
    const [input] = await inputsOf(puppet)
    assert.deepEqual(input, { block: 'page', locale: 'en', action: null, values: null })
  })

  test('markup in every field stays a text', async ({ client, assert }) => {
    const user = await memberAs('owner')
    const m = (maxLength: number) => MARKUP.slice(0, maxLength)
    await direct(puppet, {
      elements: [
        { kind: 'card', label: m(120), value: m(60), delta: m(60), hint: m(120) },
        { kind: 'table', title: m(120), columns: [{ key: 'a', label: m(80), type: 'text' }], rows: [{ a: m(200) }] },
        {
          kind: 'table',
          title: 'Links',
          columns: [{ key: 'a', label: 'A', type: 'link' }],
          rows: [{ a: { text: m(200), path: '/seller' } }],
        },
        {
          ...{ kind: 'chart', title: m(120), description: m(200), chart: 'line', labels: [m(40), '<b>'] },
          series: [
            { name: m(80), values: [1, 2] },
            { name: '<i>', values: [2, 3] },
          ],
        },
        { kind: 'notice', text: m(200) },
        { kind: 'text', text: m(200) },
        { kind: 'button', label: m(60), action: 'press' },
        {
          ...{ kind: 'form', title: m(120), action: 'send', submit: m(60) },
          schema: {
            ...{ type: 'object', additionalProperties: false },
            properties: {
              a: { type: 'string', title: m(100), description: m(200), enum: [m(60), 'x'] },
              b: { type: 'string', title: m(60), default: m(60) },
            },
          },
        },
      ],
    })
    const page = await client.get(at('page')).loginAs(user)
    page.assertStatus(200)
    const block = page.text().slice(page.text().indexOf('class="r-block"'))
    assert.include(block, '&lt;script&gt;')
    const drawn = block.slice(0, block.indexOf('</main>')).replaceAll('&lt;img src=x onerror=', '')
    assert.notMatch(drawn, /<script|<img|<b>|<i>|onerror=/i)
  })

  const BROKEN: Record<string, unknown> = {
    'an unknown element': [{ kind: 'html', html: '<b>' }],
    'a link that runs': table({ text: 'x', path: 'javascript:alert(1)' }),
    'a link out': table({ text: 'x', path: 'https://evil.example/' }),
    'a link out in disguise': table({ text: 'x', path: '//evil.example/seller' }),
    'a link to what acts': table({ text: 'x', path: '/sign-out' }),
    'too many rows': [{ kind: 'table', title: 'T', columns: [{ key: 'a', label: 'A', type: 'text' }], rows: Array(101).fill({}) }],
    'a chart of words': [{ kind: 'chart', title: 'C', chart: 'bar', labels: ['a'], series: [{ name: 'S', values: ['x'] }] }],
    'a form with a pattern': [{ ...FORM, schema: { ...FORM.schema, properties: { steps: { type: 'string', pattern: '(a+)+$' } } } }],
    'an action that is a path': [{ kind: 'button', label: 'B', action: '../../x' }],
    'too many elements': Array(31).fill({ kind: 'text', text: 'x' }),
  }
  test('{$self} shows that the plugin failed, and counts as a failure')
    .with(Object.keys(BROKEN))
    .run(async ({ client, assert }, what) => {
      const user = await memberAs('owner')
      await direct(puppet, { elements: BROKEN[what] })
      const page = await client.get(at('page')).loginAs(user)
      page.assertStatus(200)
      page.assertTextIncludes('did not answer as it should')
      assert.notInclude(page.text(), 'evil.example')
      const [run] = await runsOf(puppet)
      assert.equal(run!.outcome, 'invalid_output')
    })

  test('a plugin that answers too much or nothing breaks no page', async ({ client }) => {
    const user = await memberAs('owner')
    for (const answer of ['huge', 'fail']) {
      await direct(puppet, answer)
      const page = await client.get(at('page')).loginAs(user)
      page.assertStatus(200)
      page.assertTextIncludes('did not answer as it should')
    }
  })

  test('a form reaches the plugin in the types of its schema, is audited without its values, and its answer takes the place', async ({
    client,
    assert,
  }) => {
    const user = await memberAs('user')
    await direct(puppet, { elements: [FORM] }, { elements: [{ kind: 'notice', text: 'Moved', tone: 'good' }] })
    const answer = await client.post(at('page', 'move')).loginAs(user).withCsrfToken().form({ steps: '3', fast: 'true', extra: 'x' })
    answer.assertStatus(200)
    answer.assertTextIncludes('Moved')
    const [input] = await inputsOf(puppet)
    assert.containsSubset(input, { action: 'move', values: { steps: 3, fast: true } })
    assert.notProperty(input!.values, 'extra')
    const [entry] = await db.from('audit_log').where({ target_id: puppet.id, action: 'runtime.block_action' })
    assert.deepEqual(entry.after, { block: 'page', action: 'move', fields: ['steps', 'fast'] })
    assert.equal(entry.actor_id, user.id)
  })

  test('a form that does not fit is shown again with what is wrong, and the plugin hears nothing', async ({ client, assert }) => {
    const user = await memberAs('owner')
    await direct(puppet, { elements: [FORM] })
    const answer = await client.post(at('page', 'move')).loginAs(user).withCsrfToken().form({ steps: '9' })
    answer.assertStatus(422)
    answer.assertTextIncludes('is-invalid')
    answer.assertTextIncludes('value="9"')
    assert.isEmpty((await inputsOf(puppet)).filter(({ action }) => action !== null))
  })

  test('only what the plugin shows can be sent: nothing else reaches it', async ({ client, assert }) => {
    const user = await memberAs('owner')
    await direct(puppet, { elements: [FORM] })
    const answer = await client.post(at('page', 'destroy')).loginAs(user).withCsrfToken().form({})
    answer.assertStatus(404)
    assert.isEmpty((await inputsOf(puppet)).filter(({ action }) => action !== null))
  })

  test('a viewer looks but does not send; without its token a form does nothing', async ({ client, assert }) => {
    await direct(puppet, { elements: [FORM] })
    const viewer = await memberAs('viewer')
    const refused = await client.post(at('page', 'move')).loginAs(viewer).withCsrfToken().form({ steps: '1' })
    refused.assertStatus(403)
    const user = await memberAs('user')
    await client.post(at('page', 'move')).loginAs(user).form({ steps: '1' }).redirects(0)
    assert.isEmpty((await inputsOf(puppet)).filter(({ action }) => action !== null))
    const sent = await client.post(at('page', 'move')).loginAs(user).withCsrfToken().form({ steps: '1' })
    sent.assertStatus(200)
  })

  test('ten readers ask once; a new setting is seen at once', async ({ client, assert }) => {
    const user = await memberAs('owner')
    await direct(puppet, { elements: [{ kind: 'text', text: 'First' }] })
    for (let reader = 0; reader < 10; reader++) (await client.get(at('page')).loginAs(user)).assertTextIncludes('First')
    assert.lengthOf(await runsOf(puppet), 1)
    await direct(puppet, { elements: [{ kind: 'text', text: 'Second' }] })
    ;(await client.get(at('page')).loginAs(user)).assertTextIncludes('Second')
  })

  test('pages name the blocks of their place and load them afterwards; nothing is asked meanwhile', async ({ client, assert }) => {
    const user = await memberAs('owner')
    for (const [page, block] of [
      ['/seller/orders', 'orders'],
      ['/seller/analytics', 'overview'],
    ] as const) {
      const answer = await client.get(page).loginAs(user)
      answer.assertTextIncludes(`id="block-${puppet.id}-${block}" href="${at(block)}" up-defer`)
      assert.notInclude(answer.text(), at('page'))
    }
    assert.isEmpty(await runsOf(puppet))
    const list = await client.get('/seller/plugin-blocks').loginAs(user)
    list.assertTextIncludes(`href="${at('page')}"`)
  })

  test('of another company, of another panel, unknown or switched off: absent', async ({ client, assert }) => {
    const owner = await memberAs('owner')
    const { user: stranger } = await createUser({ tenant: { role: 'owner' } })
    assert.equal((await client.get(at('page')).loginAs(stranger)).status(), 404)
    assert.equal((await client.get(at('platform')).loginAs(owner)).status(), 404)
    assert.equal((await client.get(at('nothing')).loginAs(owner)).status(), 404)
    assert.equal((await client.get(`/seller/plugins/${newId()}/blocks/page`).loginAs(owner)).status(), 404)
    await switchOffAllPlugins()
    assert.equal((await client.get(at('page')).loginAs(owner)).status(), 404)
    assert.notInclude((await client.get('/seller/orders').loginAs(owner)).text(), puppet.id)
  })

  test('the platform’s own plugins fill blocks of the operator', async ({ client, assert }) => {
    const own = await installPuppet(null)
    const { user } = await createUser({ platform: ['admin'] })
    const page = await client.get(`/operator/plugins/${own.id}/blocks/platform`).loginAs(user)
    page.assertStatus(200)
    const [input] = await inputsOf(own)
    assert.equal(input!.block, 'platform')
    const foreign = await client.get(`/operator/plugins/${puppet.id}/blocks/platform`).loginAs(user)
    foreign.assertStatus(404)
  })
})

function table(link: { text: string; path: string }) {
  return [{ kind: 'table', title: 'T', columns: [{ key: 'a', label: 'A', type: 'link' }], rows: [{ a: link }] }]
}
