import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import type { HostCallRefused } from '#runtime/host/call_types'
import ExpirePluginValues from '#runtime/host_calls/jobs/expire_plugin_values'
import { lockInstallation } from '#runtime/installations/installation'
import { createTenant } from '#tests/support/users'
import { asker, createInstallation } from '#tests/support/host_calls'

type Value = { value: unknown }
type Page = { items: { key: string; value: unknown }[]; next: string | null }

const manifest = { capabilities: ['kv'] }

async function keeper() {
  const installation = await createInstallation({ tenantId: (await createTenant()).id, manifest })
  return { installation, ...(await asker(installation)) }
}

const usageOf = (id: string) => db.from('plugin_kv_usage').where('installation_id', id).first()

/** What the counters must say, counted anew. */
const truthOf = (id: string) =>
  db
    .from('plugin_kv')
    .where('installation_id', id)
    .select(db.raw('count(*)::int as keys, coalesce(sum(octet_length(key) + octet_length(value)), 0)::int as bytes'))
    .first()

async function limit(key: 'runtime.kv_keys' | 'runtime.kv_bytes', value: number) {
  const settings = await app.container.make(Settings)
  await settings.set(systemActor('test'), key, value)
}

test.group('Values that plugins keep', (group) => {
  group.each.teardown(async () => {
    await limit('runtime.kv_keys', 10_000)
    await limit('runtime.kv_bytes', 1_048_576)
  })

  test('keeps any JSON, replaces it and forgets it', async ({ assert }) => {
    const { ask } = await keeper()
    assert.deepEqual(await ask('kv_get', { key: 'a' }), { value: null })
    for (const value of [{ deep: [1, 'два 😀', null, { nul: '\0' }] }, 'text', 0, false, null, [], -1.5e-7]) {
      assert.deepEqual(await ask('kv_set', { key: 'ключ 😀', value }), {})
      assert.deepEqual(await ask('kv_get', { key: 'ключ 😀' }), { value })
    }
    assert.deepEqual(await ask('kv_delete', { key: 'ключ 😀' }), { deleted: true })
    assert.deepEqual(await ask('kv_delete', { key: 'ключ 😀' }), { deleted: false })
    assert.deepEqual(await ask('kv_get', { key: 'ключ 😀' }), { value: null })
  })

  test('lists by prefix in pages, in the order of bytes', async ({ assert }) => {
    const { ask } = await keeper()
    for (const key of ['b', 'a:2', 'a:10', 'a:1', 'A', 'a', 'a:%', 'ä']) await ask('kv_set', { key, value: key })
    const all = await ask<Page>('kv_list', {})
    assert.deepEqual(
      all.items.map(({ key }) => key),
      ['A', 'a', 'a:%', 'a:1', 'a:10', 'a:2', 'b', 'ä']
    )
    assert.isNull(all.next)
    const first = await ask<Page>('kv_list', { prefix: 'a:', limit: 3 })
    assert.deepEqual(first.items, [
      { key: 'a:%', value: 'a:%' },
      { key: 'a:1', value: 'a:1' },
      { key: 'a:10', value: 'a:10' },
    ])
    assert.equal(first.next, 'a:10')
    assert.deepEqual(await ask<Page>('kv_list', { prefix: 'a:', limit: 3, after: first.next }), {
      items: [{ key: 'a:2', value: 'a:2' }],
      next: null,
    })
  })

  test('a page of large values ends before it weighs too much, and the next goes on', async ({ assert }) => {
    const { ask } = await keeper()
    for (const key of ['1', '2', '3', '4', '5']) await ask('kv_set', { key, value: 'x'.repeat(50_000) })
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: Page = await ask<Page>('kv_list', { after })
      assert.isAtMost(page.items.length, 2)
      seen.push(...page.items.map(({ key }) => key))
      after = page.next
    }
    assert.deepEqual(seen, ['1', '2', '3', '4', '5'])
  })

  test('what is over is not there, is counted anew by increments, and is removed by the job', async ({ assert }) => {
    const { ask, installation } = await keeper()
    await ask('kv_set', { key: 'short', value: 1, ttl_seconds: 60 })
    await ask('kv_set', { key: 'long', value: 1 })
    await ask('kv_increment', { key: 'count', by: 5, ttl_seconds: 60 })
    assert.deepEqual(await ask('kv_get', { key: 'short' }), { value: 1 })
    const past = new Date(Date.now() - 1_000)
    await db.from('plugin_kv').where('installation_id', installation.id).whereNotNull('expires_at').update({ expires_at: past })
    assert.deepEqual(await ask('kv_get', { key: 'short' }), { value: null })
    assert.deepEqual(await ask('kv_delete', { key: 'short' }), { deleted: false })
    await ask('kv_set', { key: 'short', value: 2, ttl_seconds: 60 })
    await db.from('plugin_kv').where({ installation_id: installation.id, key: 'short' }).update({ expires_at: past })
    const listed = await ask<Page>('kv_list', {})
    assert.deepEqual(listed.items, [{ key: 'long', value: 1 }])
    assert.deepEqual(await ask('kv_increment', { key: 'count' }), { value: 1 })
    await new ExpirePluginValues().handle()
    assert.lengthOf(await db.from('plugin_kv').where('installation_id', installation.id).where('key', 'short'), 0)
    const usage = await usageOf(installation.id)
    assert.deepInclude(await truthOf(installation.id), { keys: usage.keys, bytes: usage.bytes })
  })

  test('an increment keeps the expiry the key began with', async ({ assert }) => {
    const { ask, installation } = await keeper()
    await ask('kv_increment', { key: 'window', ttl_seconds: 60 })
    const row = () => db.from('plugin_kv').where('installation_id', installation.id).first()
    const { expires_at: first } = await row()
    assert.deepEqual(await ask('kv_increment', { key: 'window', ttl_seconds: 3_600 }), { value: 2 })
    assert.deepEqual((await row()).expires_at, first)
    assert.deepEqual(await ask('kv_increment', { key: 'window', by: -10 }), { value: -8 })
  })

  test('fifty increments at once are fifty', async ({ assert }) => {
    const { ask } = await keeper()
    const values = await Promise.all(Array.from({ length: 50 }, () => ask<{ value: number }>('kv_increment', { key: 'n' })))
    assert.deepEqual(
      values.map(({ value }) => value).sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, index) => index + 1)
    )
    assert.deepEqual(await ask('kv_get', { key: 'n' }), { value: 50 })
  })

  test('increments only whole numbers, within what JSON carries exactly', async ({ assert }) => {
    const { ask, refusal } = await keeper()
    for (const value of ['1', 1.5, true, null, { n: 1 }]) {
      await ask('kv_set', { key: 'n', value })
      assert.equal((await refusal('kv_increment', { key: 'n' })).code, 'not_a_number')
    }
    await ask('kv_set', { key: 'n', value: Number.MAX_SAFE_INTEGER })
    assert.equal((await refusal('kv_increment', { key: 'n' })).code, 'not_a_number')
    assert.deepEqual(await ask('kv_get', { key: 'n' }), { value: Number.MAX_SAFE_INTEGER })
  })

  test('the number of keys is exact with fifty writers at the edge', async ({ assert }) => {
    const { ask, installation, refusal } = await keeper()
    await limit('runtime.kv_keys', 10)
    const writes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => ask('kv_set', { key: `k${index}`, value: index })))
    assert.equal(writes.filter(({ status }) => status === 'fulfilled').length, 10)
    assert.deepInclude(await truthOf(installation.id), { keys: 10 })
    assert.deepEqual(await refusal('kv_increment', { key: 'one more' }), {
      code: 'quota_exceeded',
      message: 'Limit keys: it would come to 11 keys, at most 10 are allowed.',
    })
    const kept = await ask<Page>('kv_list', {})
    await ask('kv_set', { key: kept.items[0]!.key, value: 'replacing needs no room' })
    await ask('kv_delete', { key: kept.items[0]!.key })
    await ask('kv_set', { key: 'one more', value: 1 })
  })

  test('the number of bytes is exact with fifty writers at the edge, and the refusal names limit and figure', async ({ assert }) => {
    const { ask, installation, refusal } = await keeper()
    await limit('runtime.kv_bytes', 10_240)
    const value = 'x'.repeat(1_000)
    const writes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => ask('kv_set', { key: `key ${index % 20}`, value })))
    assert.isAbove(writes.filter(({ status }) => status === 'rejected').length, 0)
    const [truth, usage] = [await truthOf(installation.id), await usageOf(installation.id)]
    assert.equal(truth.keys, 10)
    assert.isAtMost(truth.bytes, 10_240)
    assert.deepInclude(truth, { keys: usage.keys, bytes: usage.bytes })
    const { code, message } = await refusal('kv_set', { key: 'new', value })
    assert.equal(code, 'quota_exceeded')
    assert.equal(message, `Limit bytes: it would come to ${truth.bytes + 1_005} bytes, at most 10240 are allowed.`)
  })

  test('what is over makes room before anything is refused', async ({ assert }) => {
    const { ask, installation } = await keeper()
    await limit('runtime.kv_keys', 2)
    await ask('kv_set', { key: 'a', value: 1, ttl_seconds: 60 })
    await ask('kv_set', { key: 'b', value: 1 })
    await db
      .from('plugin_kv')
      .where({ installation_id: installation.id, key: 'a' })
      .update({ expires_at: new Date(0) })
    await ask('kv_set', { key: 'c', value: 1 })
    assert.deepEqual(
      (await ask<Page>('kv_list', {})).items.map(({ key }) => key),
      ['b', 'c']
    )
  })

  test('nothing of another installation is ever seen or touched, also of the same tenant and plugin', async ({ assert }) => {
    const { ask, installation } = await keeper()
    const neighbour = await asker(await createInstallation({ tenantId: installation.tenantId, manifest }))
    const platform = await asker(await createInstallation({ tenantId: null, manifest }))
    await ask('kv_set', { key: 'mine', value: 'secret' })
    for (const other of [neighbour, platform]) {
      assert.deepEqual(await other.ask<Value>('kv_get', { key: 'mine' }), { value: null })
      assert.deepEqual(await other.ask('kv_delete', { key: 'mine' }), { deleted: false })
      assert.deepEqual(await other.ask('kv_list', {}), { items: [], next: null })
      assert.deepEqual(await other.ask('kv_increment', { key: 'mine' }), { value: 1 })
    }
    assert.deepEqual(await ask('kv_get', { key: 'mine' }), { value: 'secret' })
  })

  test('uninstalling in the midst of writing ends well, however they meet', async ({ assert }) => {
    for (let round = 0; round < 10; round++) {
      const { ask, installation } = await keeper()
      await ask('kv_set', { key: 'k0', value: 1 })
      const writes = Array.from({ length: 12 }, (_, index) => ask('kv_set', { key: `k${index}`, value: index }))
      const gone = db.transaction(async (trx) => {
        await lockInstallation(trx, installation)
        await trx.from('plugin_installations').where('id', installation.id).delete()
      })
      for (const write of await Promise.allSettled(writes)) {
        if (write.status === 'rejected') assert.equal((write.reason as HostCallRefused).code, 'not_installed')
      }
      await assert.doesNotReject(() => gone)
      assert.lengthOf(await db.from('plugin_kv').where('installation_id', installation.id), 0)
    }
  })

  test('is gone with the installation', async ({ assert }) => {
    const { ask, installation } = await keeper()
    await ask('kv_set', { key: 'a', value: 1 })
    await db.from('plugin_installations').where('id', installation.id).delete()
    assert.lengthOf(await db.from('plugin_kv').where('installation_id', installation.id), 0)
    assert.isNull(await usageOf(installation.id))
  })
})
