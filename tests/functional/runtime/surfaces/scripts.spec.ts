import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { SignJWT } from 'jose'
import { systemActor } from '#core/actor'
import RunSchedule from '#runtime/schedules/jobs/run_schedule'
import { RunScheduleNow } from '#runtime/schedules/run_schedule_now'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { listSchedulesOf } from '#runtime/schedules/list_schedules'
import { createProduct, createSeller } from '#tests/support/catalog'
import { createUser } from '#tests/support/users'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { DomainEvent } from '#core/outbox/event'

test.group('Plugins written in TypeScript at work', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('low-stock-alert reads the stock on its schedule, tells of it and shows it', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const seller = await createSeller({ tenantId: tenant.id })
    await createProduct(seller, { title: 'The last two', stock: 2 })
    await createProduct(seller, { title: 'Plenty of these', stock: 200 })
    const alert = await installAndEnable(pluginFolder('low-stock-alert'), tenant.id)
    const now = await app.container.make(RunScheduleNow)
    await now.handle({ actor: systemActor('test', tenant.id), installation: alert, schedule: 'morning' })
    const due = (await db.from('outbox').where({ name: 'runtime.schedule_due.v1', aggregate_id: alert.id }).firstOrFail()) as {
      payload: never
    }
    const run = await app.container.make(RunSchedule)
    await run.handle({ payload: due.payload } as unknown as DomainEvent<{ tick_id: string }>)
    const [morning] = await listSchedulesOf(alert)
    assert.containsSubset(morning, { last: { status: 'ok', isManual: true } })
    const told = (await db.from('outbox').where({ name: 'plugin.low-stock-alert.stock_low', aggregate_id: alert.id })) as {
      payload: { depth: number }
    }[]
    assert.lengthOf(told, 1)
    assert.equal(told[0]!.payload.depth, 1)
    const page = await client.get(`/seller/plugins/${alert.id}/blocks/low_stock`).loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('The last two')
    assert.notInclude(page.text(), 'Plenty of these')
  })

  test('auth-jwt checks tokens at an address of its own', async ({ client, assert }) => {
    const { tenant } = await createUser({ tenant: { role: 'owner' } })
    const auth = await installAndEnable(pluginFolder('auth-jwt'), tenant.id)
    const secret = 'a secret that is long enough for this'
    const setSecret = await app.container.make(SetPluginSecret)
    await setSecret.handle({ actor: systemActor('test', tenant.id), installation: auth, name: 'shared_secret', value: secret })
    const sign = (key: string) =>
      new SignJWT({ plan: 'gold' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('u1')
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(key))
    const check = (token: string) => client.get(`/p/${tenant.slug}/auth-jwt/check`).header('authorization', `Bearer ${token}`)
    const good = await check(await sign(secret))
    good.assertStatus(200)
    assert.containsSubset(JSON.parse(good.text()), { active: true, claims: { sub: 'u1', plan: 'gold' } })
    const bad = await check(await sign('another secret that is long enough'))
    bad.assertStatus(401)
  })
})
