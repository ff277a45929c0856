import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { JobQueue, type QueuedJob } from '#core/jobs/job_queue'
import { Notify } from '#notifications/actions/notify'
import SendThroughPlugins from '#notifications/jobs/send_through_plugins'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted, rescript } from '#tests/support/scripted_plugin'
import { createTenant, createUser } from '#tests/support/users'

type Asked = { notificationId: string; tenantId: string | null }

const SENT = { status: 'sent', ref: '[=key] [=recipient.locale]', message: '[=title]' }

const sendsOf = (notificationId: string) => db.from('channel_sends').where('notification_id', notificationId).orderBy('at')

test.group('Plugins that send messages', (group) => {
  const queued: QueuedJob[] = []
  // Jobs are run by hand, so that each step can be looked at.
  group.setup(async () => {
    const queue = await app.container.make(JobQueue)
    const enqueueAll = async (jobs: QueuedJob[]) => void queued.push(...jobs)
    app.container.swap(JobQueue, () => Object.assign(Object.create(queue), { enqueueAll }))
    return () => app.container.restore(JobQueue)
  })
  group.each.teardown(switchOffAllPlugins)

  async function tell(userId: string, tenantId: string | null = null): Promise<Asked | null> {
    queued.length = 0
    const notify = await app.container.make(Notify)
    const params = { number: '1000123', seller: 'Чайный дом', amount: '1990.50 RUB' }
    const notice = { userIds: [userId], kind: 'orders.order_paid', params, link: '/account/orders/1', mail: false, tenantId }
    await notify.handle({ id: newId() }, notice)
    const job = queued.find(({ name }) => name === 'notifications.send_through_plugins')
    if (!job) return null
    const asked = job.payload as Asked
    await (await app.container.make(SendThroughPlugins)).handle(asked)
    return asked
  }

  test('get each notice once, in the language of its reader, however often the job runs', async ({ assert }) => {
    const { user } = await createUser({ locale: 'ru' })
    const channel = await installScripted('notification_channel@1', SENT)
    const asked = await tell(user.id)
    await rescript(channel, { status: 'refused' })
    await (await app.container.make(SendThroughPlugins)).handle(asked!)
    const sends = await sendsOf(asked!.notificationId)
    assert.lengthOf(sends, 1)
    assert.include(sends[0], { status: 'sent', ref: `${asked!.notificationId} ru`, message: 'Заказ 1000123 оплачен' })
  })

  test('that fail are not asked again, and the others send', async ({ assert }) => {
    const { user } = await createUser()
    const broken = await installScripted('notification_channel@1', 'fail')
    const channel = await installScripted('notification_channel@1', SENT)
    const asked = await tell(user.id)
    await rescript(broken, SENT)
    await (await app.container.make(SendThroughPlugins)).handle(asked!)
    const sends = await sendsOf(asked!.notificationId)
    assert.sameDeepMembers(
      sends.map(({ installation_id, status }) => [installation_id, status]),
      [
        [broken.id, 'failed'],
        [channel.id, 'sent'],
      ]
    )
  })

  test('of a company hear of its own business only', async ({ assert }) => {
    const { user } = await createUser()
    const tenant = await createTenant()
    const theirs = await installScripted('notification_channel@1', SENT, tenant.id)
    assert.isNull(await tell(user.id))
    assert.isNull(await tell(user.id, (await createTenant()).id))
    const asked = await tell(user.id, tenant.id)
    assert.deepEqual(
      (await sendsOf(asked!.notificationId)).map(({ installation_id }) => installation_id),
      [theirs.id]
    )
  })

  test('are told nothing for people who were blocked', async ({ assert }) => {
    const { user } = await createUser()
    await installScripted('notification_channel@1', SENT)
    await user.merge({ status: 'blocked', blockedAt: user.createdAt, blockReason: 'test' }).save()
    const asked = await tell(user.id)
    assert.isEmpty(await sendsOf(asked!.notificationId))
  })
})
