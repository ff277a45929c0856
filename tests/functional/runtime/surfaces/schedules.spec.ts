import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { findInstallation } from '#runtime/installations/installation'
import { listSchedulesOf } from '#runtime/schedules/list_schedules'
import RunSchedule from '#runtime/schedules/jobs/run_schedule'
import TickSchedules from '#runtime/schedules/jobs/tick_schedules'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { DomainEvent } from '#core/outbox/event'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

type Tick = { id: string; schedule: string; tick_at: Date; status: string; is_manual: boolean; error: string | null }
type Due = DomainEvent<{ tick_id: string }>

let tenant: Tenant
let puppet: Installation
/** A minute that no test before stood at: the platform's clock only goes forward. */
let minute: DateTime

const ticks = () => db.from('plugin_schedule_ticks').where('installation_id', puppet.id).orderBy('tick_at') as Promise<Tick[]>
const tick = async () => (await app.container.make(TickSchedules)).handle()
const standAt = (at: DateTime) => Clock.freeze(at)

/** The jobs that ticks caused, as the relay would enqueue them. */
async function runDue(): Promise<Due[]> {
  const rows = (await db.from('outbox').where({ name: 'runtime.schedule_due.v1', aggregate_id: puppet.id }).orderBy('seq')) as {
    payload: never
  }[]
  const run = await app.container.make(RunSchedule)
  const events = rows.map(({ payload }) => ({ payload }) as unknown as Due)
  for (const event of events) await run.handle(event)
  return events
}

test.group('Schedules of plugins', (group) => {
  group.each.setup(async () => {
    minute = (minute ?? DateTime.utc().startOf('hour').plus({ days: 1 }).set({ hour: 12 })).plus({ hours: 1 })
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    await db.from('plugin_schedule_clock').update({ ticked_until: minute.minus({ seconds: 30 }).toJSDate() })
    return async () => {
      Clock.resume()
      await switchOffAllPlugins()
      await db.from('plugin_schedule_clock').update({ ticked_until: new Date() })
    }
  })

  test('run once for each tick, however many workers look at the clock', async ({ assert }) => {
    standAt(minute.plus({ seconds: 1 }))
    await Promise.all([tick(), tick(), tick()])
    assert.deepEqual(
      (await ticks()).map((one) => [one.schedule, one.tick_at.toISOString(), one.status]),
      [['often', minute.toJSDate().toISOString(), 'queued']]
    )
    await runDue()
    await runDue()
    const [done] = await ticks()
    assert.containsSubset(done, { status: 'ok', error: 'done' })
    assert.deepEqual(await inputsOf(puppet), [{ schedule: 'often', tick_at: minute.toJSDate().toISOString(), is_manual: false }])
  })

  test('go on with the next minute, and only with what is due in it', async ({ assert }) => {
    standAt(minute.plus({ seconds: 1 }))
    await tick()
    standAt(minute.plus({ seconds: 40 }))
    await tick()
    assert.lengthOf(await ticks(), 1)
    const six = minute.plus({ days: 1 }).set({ hour: 6, minute: 0 })
    standAt(six.minus({ seconds: 5 }))
    await tick()
    standAt(six.plus({ seconds: 2 }))
    await tick()
    const due = (await ticks()).filter((one) => one.tick_at.getTime() === six.toMillis())
    assert.sameMembers(
      due.map(({ schedule }) => schedule),
      ['often', 'daily']
    )
  })

  test('after a pause of the platform run the last late tick, not all of them', async ({ assert }) => {
    standAt(minute.plus({ minutes: 3, seconds: 5 }))
    await tick()
    assert.deepEqual(
      (await ticks()).map((one) => one.tick_at.getTime()),
      [minute.plus({ minutes: 3 }).toMillis()]
    )
  })

  test('that were missed while switched off are not caught up; what waits is skipped', async ({ assert }) => {
    standAt(minute.plus({ seconds: 1 }))
    await tick()
    const disable = await app.container.make(DisablePlugin)
    await disable.handle({ actor: systemActor('test', tenant.id), installation: puppet })
    await runDue()
    standAt(minute.plus({ minutes: 2, seconds: 1 }))
    await tick()
    const all = await ticks()
    assert.deepEqual(
      all.map(({ status }) => status),
      ['skipped']
    )
    assert.isEmpty(await inputsOf(puppet))
    const [schedule] = await listSchedulesOf(await findInstallation(puppet))
    assert.isNull(schedule!.nextAt)
  })

  test('that fail say why on the plugin’s page, and when they run next', async ({ assert, client }) => {
    await direct(puppet, 'fail')
    standAt(minute.plus({ seconds: 1 }))
    await tick()
    await runDue()
    const [often] = await listSchedulesOf(await findInstallation(puppet))
    assert.containsSubset(often, {
      name: 'often',
      last: { status: 'failed', isManual: false },
      nextAt: minute.plus({ minutes: 1 }).toJSDate(),
    })
    const { user } = await createUser({ tenant: { role: 'viewer', of: tenant } })
    const page = await client.get(`/seller/plugins/${puppet.id}/surfaces`).loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('As I was told')
    assert.notInclude(page.text(), 'Run now')
  })

  test('run now when somebody who may asks, once at a time, and the log says who', async ({ assert, client }) => {
    const { user: owner } = await createUser({ tenant: { role: 'owner', of: tenant } })
    const { user: viewer } = await createUser({ tenant: { role: 'viewer', of: tenant } })
    const url = (schedule: string) => `/seller/plugins/${puppet.id}/schedules/${schedule}/run`
    const refused = await client.post(url('daily')).loginAs(viewer).withCsrfToken()
    refused.assertStatus(403)
    const unknown = await client.post(url('hourly')).loginAs(owner).withCsrfToken()
    unknown.assertStatus(404)
    const started = await client.post(url('daily')).loginAs(owner).withCsrfToken().redirects(0)
    started.assertStatus(302)
    await client.post(url('daily')).loginAs(owner).withCsrfToken().redirects(0)
    await runDue()
    const [input, ...more] = await inputsOf(puppet)
    assert.containsSubset(input, { schedule: 'daily', is_manual: true })
    assert.isEmpty(more)
    const entries = await db.from('audit_log').where({ target_id: puppet.id, action: 'runtime.schedule_run' })
    assert.lengthOf(entries, 1)
    assert.equal(entries[0].actor_id, owner.id)
  })
})
