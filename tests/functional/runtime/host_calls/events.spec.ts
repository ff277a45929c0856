import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { Settings } from '#core/settings/settings'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { openHostCalls } from '#runtime/host_calls/host_call_context'
import { createTenant } from '#tests/support/users'
import { asker, createInstallation } from '#tests/support/host_calls'

const manifest = { capabilities: ['events'], emits: ['thing_done'] }

async function emitter(tenant: 'own' | 'platform' = 'own') {
  const tenantId = tenant === 'own' ? (await createTenant()).id : null
  const installation = await createInstallation({ tenantId, manifest, name: 'my-plugin' })
  return { installation, ...(await asker(installation)) }
}

const told = (id: string) => db.from('outbox').where('aggregate_id', id).orderBy('seq')

test.group('Events that plugins emit', (group) => {
  group.each.teardown(async () => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'runtime.events_per_minute', 120)
  })

  test('leave under the plugin’s name, for the tenant that installed it', async ({ assert }) => {
    for (const whose of ['own', 'platform'] as const) {
      const { ask, installation } = await emitter(whose)
      assert.deepEqual(await ask('emit_event', { name: 'thing_done', payload: { what: 'дело' } }), { emitted: true })
      const [event, ...more] = await told(installation.id)
      assert.lengthOf(more, 0)
      assert.deepInclude(event, {
        name: 'plugin.my-plugin.thing_done',
        tenant_id: installation.tenantId,
        payload: { depth: 1, data: { what: 'дело' } },
      })
    }
  })

  test('a call that is repeated emits nothing twice; two of one call are two', async ({ assert }) => {
    const { installation } = await emitter()
    const desk = await app.container.make(HostCallDesk)
    const payload = (of: number) => Buffer.from(JSON.stringify({ name: 'thing_done', payload: { of } }))
    const callId = newId()
    for (const attempt of [1, 2]) {
      const context = openHostCalls({ installation, hook: 'event@1', wallMs: 10_000, callId })
      await desk.answer({ name: 'emit_event', payload: payload(attempt), sequence: 1 }, context)
      await Promise.all([1, 2].map(() => desk.answer({ name: 'emit_event', payload: payload(attempt), sequence: 2 }, context)))
    }
    const events = await told(installation.id)
    assert.deepEqual(
      events.map((event: { payload: { data: unknown } }) => event.payload.data),
      [{ of: 1 }, { of: 1 }]
    )
    const other = openHostCalls({ installation, hook: 'event@1', wallMs: 10_000 })
    await desk.answer({ name: 'emit_event', payload: payload(3), sequence: 1 }, other)
    assert.lengthOf(await told(installation.id), 3)
  })

  test('so many in a call and in a minute; what is refused leaves no trace', async ({ assert }) => {
    const { ask, refusal, installation } = await emitter()
    const event = { name: 'thing_done', payload: {} }
    await Promise.all(Array.from({ length: 20 }, () => ask('emit_event', event)))
    assert.deepEqual(await refusal('emit_event', event), { code: 'rate_limited', message: 'Limit: at most 20 events in one call.' })
    assert.lengthOf(await told(installation.id), 20)
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'runtime.events_per_minute', 3)
    const fresh = await emitter()
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => fresh.ask('emit_event', event)))
    const emitted = outcomes.filter(({ status }) => status === 'fulfilled').length
    assert.isTrue(emitted === 3 || emitted === 6, `${emitted} were emitted`)
    assert.lengthOf(await told(fresh.installation.id), emitted)
    assert.lengthOf(await db.from('plugin_emissions').where('installation_id', fresh.installation.id), emitted)
  })

  test('only names of the manifest, objects, and not too much of them', async ({ assert }) => {
    const { refusal, installation } = await emitter()
    const wrong: [unknown, string][] = [
      [{ name: 'other', payload: {} }, 'unknown_event'],
      [{ name: 'plugin.other.thing_done', payload: {} }, 'unknown_event'],
      [{ name: 'thing_done' }, 'invalid_request'],
      [{ name: 'thing_done', payload: [] }, 'invalid_request'],
      [{ name: 'thing_done', payload: {}, tenant_id: newId() }, 'invalid_request'],
      [{ name: 'thing_done', payload: { text: 'x'.repeat(16_384) } }, 'request_too_large'],
    ]
    for (const [request, code] of wrong) assert.equal((await refusal('emit_event', request)).code, code)
    const ungranted = await asker(await createInstallation({ tenantId: null, manifest, granted: [] }))
    assert.equal((await ungranted.refusal('emit_event', { name: 'thing_done', payload: {} })).code, 'not_granted')
    assert.lengthOf(await told(installation.id), 0)
  })
})
