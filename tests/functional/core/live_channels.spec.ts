import { test } from '@japa/runner'
import { mayListen } from '#core/live/channels'
import { Visitor } from '#tests/support/visitor'
import type { HttpContext } from '@adonisjs/core/http'

const visitor = (userId: string | null, tenantId: string | null, permissions: string[] = []) =>
  ({ actor: { userId }, access: { tenantId, can: (code: string) => permissions.includes(code) } }) as unknown as HttpContext

test.group('Live channels', () => {
  test('one hears of oneself and of the own company only', ({ assert }) => {
    const ctx = visitor('u1', 't1')
    assert.isTrue(mayListen(ctx, 'users/u1/notifications'))
    assert.isTrue(mayListen(ctx, 'tenants/t1/orders'))
    assert.isFalse(mayListen(ctx, 'users/u2/notifications'))
    assert.isFalse(mayListen(ctx, 'tenants/t2/orders'))
  })

  test('the operator’s channels need the operator’s right', ({ assert }) => {
    assert.isTrue(mayListen(visitor('u1', null, ['core.operate']), 'operator/jobs'))
    assert.isFalse(mayListen(visitor('u1', null), 'operator/jobs'))
  })

  test('undeclared channels and half names are silent', ({ assert }) => {
    const ctx = visitor('u1', 't1', ['core.operate'])
    for (const channel of ['anything', 'users/u1', 'users/u1/a/b', 'tenants//orders', '', 'operator/']) {
      assert.isFalse(mayListen(ctx, channel), channel)
    }
  })

  test('a guest’s subscription is refused, a stream needs an id', async ({ assert }) => {
    const guest = new Visitor()
    await guest.open('/sign-in')
    const answer = await guest.submit('/__transmit/subscribe', { uid: crypto.randomUUID(), channel: 'operator/jobs' })
    assert.equal(answer.status, 403)
    assert.equal((await guest.open('/__transmit/events?uid=1')).status, 422)
  })
})
