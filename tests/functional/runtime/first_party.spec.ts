import { createHmac } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { findHook, type Hook } from '#runtime/hooks/define_hook'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { createProduct, createSeller } from '#tests/support/catalog'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'

type Block = { elements: { kind: string; text?: string; rows?: { sku: string; left: number }[] }[] }

/** Asks one installation as the platform does, with time enough for a busy machine; fails with what the plugin failed with. */
async function ask<Answer>(id: string, installation: Installation, input: object): Promise<Answer> {
  const hook = { ...findHook(id)!, mode: 'job', deadlineMs: 20_000, failure: 'closed' } as Hook<object, Answer>
  const caller = await app.container.make(HookCaller)
  const current = await findInstallation(installation)
  return (await caller.ask(hook, current, input))!.output
}

const configure = async (installation: Installation, settings: Record<string, unknown>) => {
  const action = await app.container.make(ConfigurePlugin)
  await action.handle({ actor: systemActor('test', installation.tenantId), installation, settings })
}

test.group('First-party plugins at work in a shop', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('low-stock-alert shows what runs low, tells of it once, and nobody else hears', async ({ assert }) => {
    const seller = await createSeller()
    const full = await createProduct(seller, { stock: 50 })
    const empty = await createProduct(seller, { stock: 0 })
    const installation = await installAndEnable(pluginFolder('low-stock-alert'), seller.tenantId)
    const tick = { schedule: 'morning', tick_at: '2026-11-21T05:00:00.000Z', is_manual: false }

    const shown = await ask<Block>('panel_block@1', installation, { block: 'low_stock', locale: 'ru', action: null, values: null })
    assert.lengthOf(shown.elements[0].rows!, 1)
    assert.equal(shown.elements[0].rows![0].left, 0)

    assert.deepEqual(await ask('schedule@1', installation, tick), { summary: 'Running low: 1, told of: 1' })
    assert.deepEqual(await ask('schedule@1', installation, tick), { summary: 'Running low: 1, told of: 0' })
    const told = await db.from('outbox').where({ name: 'plugin.low-stock-alert.stock_low', aggregate_id: installation.id })
    assert.lengthOf(told, 1)
    assert.equal(told[0].tenant_id, seller.tenantId)
    assert.deepEqual(
      (told[0].payload.data.offers as { offer_id: string }[]).map(({ offer_id: id }) => id),
      [empty.offerId]
    )
    assert.notEqual(full.offerId, empty.offerId)
  })

  test('fraud-velocity counts purchases over calls, and explains itself', async ({ assert }) => {
    const { tenantId } = await createSeller()
    const installation = await installAndEnable(pluginFolder('fraud-velocity'), tenantId)
    const { input } = findHook('fraud_score@1')!.example
    const verdicts: string[] = []
    let last: { verdict: string; reasons: { message: string }[] } | null = null
    for (let i = 0; i < 6; i++) {
      last = await ask('fraud_score@1', installation, input as object)
      verdicts.push(last!.verdict)
    }
    assert.deepEqual(verdicts, ['allow', 'allow', 'allow', 'allow', 'allow', 'review'])
    assert.include(last!.reasons[0].message, '6 purchases by one buyer within 60 minutes')
  })

  test('template-crypto signs with a secret from the vault that its own answers never show', async ({ assert }) => {
    const { tenantId } = await createSeller()
    const installation = await installAndEnable(pluginFolder('template-crypto'), tenantId)
    const secrets = await app.container.make(SetPluginSecret)
    await secrets.handle({ actor: systemActor('test', tenantId), installation, name: 'signing_key', value: 'a long secret' })
    const input = { name: 'hmac_sha256', args: ['1001'] }
    assert.deepEqual(await ask('template_function@1', installation, input), {
      text: createHmac('sha256', 'a long secret').update('1001').digest('hex'),
    })
  })

  test('datasource-csv serves the file that people of the shop upload, until they take it back', async ({ assert }) => {
    const { tenantId } = await createSeller()
    const installation = await installAndEnable(pluginFolder('datasource-csv'), tenantId)
    await configure(installation, { name: 'prices', title: '', csv: 'sku,price\nTEA-1,100\n', separator: 'auto', id_column: 'sku' })
    const request = {
      path: '/csv',
      route: '/csv',
      query: {},
      headers: {},
      body_base64: null,
      caller: 'x',
      member: { user_id: 'u', role: 'owner' },
    }
    const ids = async () => {
      const { rows } = await ask<{ rows: { id: string }[] }>('data_source@1', installation, { operation: 'list', source: 'prices' })
      return rows.map(({ id }) => id)
    }
    assert.deepEqual(await ids(), ['TEA-1'])
    await ask('http_endpoint@1', installation, { ...request, method: 'PUT', body: 'sku;price\n"TEA; 2";1\n' })
    assert.deepEqual(await ids(), ['TEA; 2'])
    await ask('http_endpoint@1', installation, { ...request, method: 'DELETE', body: null })
    assert.deepEqual(await ids(), ['TEA-1'])
  })

  test('sales-digest reads the sales, keeps them and shows them', async ({ assert }) => {
    const { tenantId } = await createSeller()
    const installation = await installAndEnable(pluginFolder('sales-digest'), tenantId)
    const shown = () => ask<Block>('panel_block@1', installation, { block: 'digest', locale: 'en', action: null, values: null })
    assert.deepEqual(
      (await shown()).elements.map(({ kind }) => kind),
      ['notice']
    )
    const tick = { schedule: 'morning', tick_at: '2026-11-21T05:30:00.000Z', is_manual: false }
    assert.deepEqual(await ask('schedule@1', installation, tick), { summary: '0 orders in 7 days' })
    assert.deepEqual(
      (await shown()).elements.map(({ kind }) => kind),
      ['card', 'card', 'card', 'chart', 'table', 'button']
    )
  })
})
