import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import { PgBus } from '#core/live/pg_bus'
import { LiveBus } from '#core/live/live_bus'
import { DEFAULT_RANGE_DAYS as LIMIT } from '#analytics/settings'
import { Settings } from '#core/settings/settings'
import { superadminNeedsTwo } from '#identity/roles/settings'
import { rolesWithSecondFactor } from '#identity/second_factor/settings'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { waitFor } from '#tests/support/wait_for'

test.group('Settings', (group) => {
  group.each.setup(async () => {
    await db.from('settings').where('key', LIMIT.key).delete()
    const settings = await app.container.make(Settings)
    settings.forget()
  })

  test('the default holds until someone sets another value, which is audited', async ({ assert }) => {
    const settings = await app.container.make(Settings)
    assert.equal(await settings.get(LIMIT), 30)
    await settings.set(systemActor('test'), LIMIT.key, '9')
    assert.equal(await settings.get(LIMIT), 9)
    const row = await db.from('audit_log').where('action', 'core.setting_changed').orderBy('seq', 'desc').firstOrFail()
    assert.deepEqual([row.before, row.after], [{ value: 30 }, { value: 9 }])
  })

  test('a value out of bounds, of the wrong kind or of an unknown setting is refused', async ({ assert }) => {
    const settings = await app.container.make(Settings)
    for (const value of [0, 367, 1.5, 'many', null]) {
      await assert.rejects(() => settings.set(systemActor('test'), LIMIT.key, value))
    }
    await assert.rejects(() => settings.set(systemActor('test'), 'contract.nothing', 1), /no such setting/)
    assert.equal(await settings.get(LIMIT), 30)
  })

  test('one superadmin cannot switch off that two are needed; whoever owns the machine can', async ({ assert, cleanup }) => {
    const settings = await app.container.make(Settings)
    cleanup(async () => {
      await db.from('settings').where('key', superadminNeedsTwo.key).delete()
      settings.forget()
    })
    const { user, password } = await createUser({ platform: ['superadmin'] })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    const path = `/operator/settings/${superadminNeedsTwo.key}`
    assert.include((await visitor.open(path)).text, 'settings:set')
    assert.equal((await visitor.submit(path, {})).status, 403)
    assert.isTrue(await settings.get(superadminNeedsTwo))
    await settings.set(systemActor('terminal'), superadminNeedsTwo.key, 'false')
    assert.isFalse(await settings.get(superadminNeedsTwo))
  })

  test('another process hears of a change', async ({ assert, cleanup }) => {
    const bus = new LiveBus(new PgBus(env.get('DATABASE_URL')))
    cleanup(() => bus.close())
    const elsewhere = new Settings(new Audit(), bus)
    assert.equal(await elsewhere.get(LIMIT), 30)
    await (await app.container.make(Settings)).set(systemActor('test'), LIMIT.key, 3)
    await waitFor('the change', async () => (await elsewhere.get(LIMIT)) === 3)
  })

  test('are chosen from what there is: one of a list, several by boxes, with units in words', async ({ assert, cleanup }) => {
    const settings = await app.container.make(Settings)
    cleanup(async () => {
      await db.from('settings').where('key', rolesWithSecondFactor.key).delete()
      settings.forget()
    })
    const { user, password } = await createUser({ platform: ['admin'] })
    const admin = new Visitor({ 'accept-language': 'ru' })
    await admin.signIn(user.email, password)
    assert.match((await admin.open('/operator/settings/identity.token_algorithm')).text, /<option value="EdDSA">/)
    const path = `/operator/settings/${rolesWithSecondFactor.key}`
    assert.match((await admin.open(path)).text, /value="finance"(?! checked)/)
    await admin.submit(path, { 'value[]': 'finance' })
    assert.equal(await settings.get(rolesWithSecondFactor), 'finance')
    assert.match((await admin.open(path)).text, /value="finance" checked/)
    await admin.submit(path, { 'value[]': 'nobody' })
    assert.equal(await settings.get(rolesWithSecondFactor), 'finance')
    const { text } = await admin.open('/operator/settings')
    assert.include(text, ' в минуту')
    assert.notInclude(text, '/min')
    await admin.open(path)
    await admin.submit(path)
    assert.equal(await settings.get(rolesWithSecondFactor), '')
  })

  test('a database that fails for a moment is asked again, and a transaction may ask for a setting', async ({ assert }) => {
    const settings = await app.container.make(Settings)
    settings.forget()
    await db.rawQuery('alter table settings rename to settings_out_of_reach')
    try {
      await assert.rejects(() => settings.get(LIMIT))
    } finally {
      await db.rawQuery('alter table settings_out_of_reach rename to settings')
    }
    await assert.doesNotReject(() => settings.get(LIMIT))

    settings.forget()
    const most = db.connection().getWriteClient().client.pool.max as number
    // As many transactions as there are connections, each of which has begun before the first asks.
    let begun = 0
    const all = Promise.withResolvers<void>()
    const asking = Array.from({ length: most }, () =>
      db.transaction(async () => {
        if (++begun === most) all.resolve()
        await all.promise
        return settings.get(LIMIT)
      })
    )
    assert.lengthOf(await Promise.all(asking), most)
  })
})
