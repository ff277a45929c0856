import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { JobQueue } from '#core/jobs/job_queue'
import { Notify } from '#notifications/actions/notify'
import SendMail from '#notifications/jobs/send_mail'
import TellOrderPaid from '#notifications/jobs/tell_order_paid'
import { countUnread, listNotices } from '#notifications/queries/notices'
import { createUser, joinTenant } from '#tests/support/users'

const orderPaid = (buyerId: string, sellerTenantId: string) => ({
  id: newId(),
  name: 'orders.order_paid.v1',
  tenantId: sellerTenantId,
  aggregateId: newId(),
  occurredAt: new Date().toISOString(),
  payload: {
    order_id: newId(),
    number: 1000123,
    buyer_id: buyerId,
    seller_tenant_id: sellerTenantId,
    seller_name: 'Чайный дом',
    total_minor: 199_050,
    currency: 'RUB',
  },
})

const mailsTo = (email: string) => db.from('mailbox').where('recipient', email)

async function sendWaiting(userId: string) {
  const rows = await db.from('notifications').where('user_id', userId).select('id')
  for (const { id } of rows) await new SendMail().handle({ notificationId: id })
}

test.group('Notices', (group) => {
  // The mails are sent by hand here, so that each step can be looked at.
  group.setup(async () => {
    const queue = await app.container.make(JobQueue)
    app.container.swap(JobQueue, () => Object.assign(Object.create(queue), { enqueueAll: async () => {} }))
    return () => app.container.restore(JobQueue)
  })

  test('the buyer gets a receipt in his language, once, however often the event comes', async ({ assert }) => {
    const buyer = await createUser({ locale: 'ru' })
    const seller = await createUser({ tenant: { role: 'owner' } })
    const event = orderPaid(buyer.user.id, seller.tenant.id)
    const job = await app.container.make(TellOrderPaid)
    const batch = { batchId: newId(), events: [event] }
    await Promise.all([job.handle(batch), job.handle(batch)])
    await job.handle(batch)
    await sendWaiting(buyer.user.id)
    await sendWaiting(buyer.user.id)

    const mails = await mailsTo(buyer.user.email)
    assert.lengthOf(mails, 1)
    assert.equal(mails[0].subject, 'Заказ 1000123 оплачен')
    assert.include(mails[0].text, '1990.50 RUB')
    assert.include(mails[0].text, `/account/orders/${event.payload.order_id}`)
    assert.equal(await countUnread(buyer.user.id), 1)
  })

  test('people of the seller hear of the order by their role; a viewer and a stranger do not', async ({ assert }) => {
    const buyer = await createUser()
    const owner = await createUser({ tenant: { role: 'owner' } })
    const viewer = await createUser()
    await joinTenant(viewer.user, { role: 'viewer', of: owner.tenant })
    const stranger = await createUser({ tenant: { role: 'owner' } })
    const job = await app.container.make(TellOrderPaid)
    await job.handle({ batchId: newId(), events: [orderPaid(buyer.user.id, owner.tenant.id)] })

    const kinds = async (userId: string) => (await listNotices(userId, null)).data.map(({ kind }) => kind)
    assert.deepEqual(await kinds(owner.user.id), ['orders.order_received'])
    assert.deepEqual(await kinds(viewer.user.id), [])
    assert.deepEqual(await kinds(stranger.user.id), [])
  })

  test('a blocked account gets no mail', async ({ assert }) => {
    const { user } = await createUser()
    const notify = await app.container.make(Notify)
    await notify.handle(
      { id: newId() },
      { userIds: [user.id], kind: 'orders.order_paid', params: { number: '1', seller: 's', amount: '1' }, link: null, mail: true }
    )
    await user.merge({ status: 'blocked', blockedAt: user.createdAt, blockReason: 'test' }).save()
    await sendWaiting(user.id)
    assert.lengthOf(await mailsTo(user.email), 0)
  })
})

test.group('Notification pages', () => {
  const tell = async (userId: string) => {
    const notify = await app.container.make(Notify)
    await notify.handle(
      { id: newId() },
      {
        userIds: [userId],
        kind: 'orders.order_received',
        params: { number: '77', seller: 's', amount: '10.00 RUB' },
        link: '/account/notifications',
        mail: false,
      }
    )
    const [notice] = (await listNotices(userId, null)).data
    return notice.id
  }

  test('somebody sees his own notices and marks them read', async ({ assert, client }) => {
    const { user } = await createUser()
    await tell(user.id)
    const page = await client.get('/account/notifications').loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('New order 77')
    const marked = await client.post('/account/notifications/read').loginAs(user).withCsrfToken().redirects(0)
    marked.assertStatus(302)
    assert.equal(await countUnread(user.id), 0)
  })

  test('nobody opens or marks what is not his', async ({ assert, client }) => {
    const mine = await createUser()
    const other = await createUser()
    const id = await tell(mine.user.id)
    await client.get(`/account/notifications/${id}`).loginAs(other.user).redirects(0)
    await client.post('/account/notifications/read').loginAs(other.user).withCsrfToken().redirects(0)
    assert.equal(await countUnread(mine.user.id), 1)
    const answer = await client.get('/account/notifications/not-an-id').loginAs(other.user)
    answer.assertStatus(404)
    const guest = await client.get('/account/notifications').redirects(0)
    guest.assertStatus(302)
  })
})
