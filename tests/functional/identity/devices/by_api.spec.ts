import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { programOf } from '#tests/support/own_program'
import { programToken } from '#tests/support/publishing'
import { createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { send } from '#tests/sweeps/support/send'

const DEVICES = '/api/v1/auth/devices'

/** A browser that was told to sign in by itself. */
async function remembered({ user, password }: TestUser): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
  return visitor
}

const comesBack = async (visitor: Visitor) => {
  visitor.cookies.delete('rialto_session')
  return (await visitor.open('/account/profile')).status === 200
}

test.group('Remembered devices by API', (group) => {
  group.each.setup(forgetCounts)

  test('are told to their person, and one that is forgotten signs in no more; another does', async ({ assert }) => {
    const person = await createUser()
    const [lost, kept] = [await remembered(person), await remembered(person)]
    assert.isTrue(await comesBack(lost))
    const program = await programOf(person)
    const devices = (await program.call('GET', DEVICES)).json!.data as { id: string; signs_in: boolean }[]
    assert.deepEqual(
      devices.map(({ signs_in: signsIn }) => signsIn),
      [true, true]
    )

    const { id } = devices[1]
    assert.equal((await program.call('DELETE', `${DEVICES}/${id}`)).status, 204)
    assert.equal((await program.call('DELETE', `${DEVICES}/${id}`)).status, 404)
    assert.isFalse(await comesBack(lost))
    assert.isTrue(await comesBack(kept))
    assert.lengthOf(await db.from('audit_log').where({ target_id: person.user.id, action: 'identity.device_forgotten' }), 1)
  })

  test('of others look absent; guests and tokens of programs learn of none', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const visitor = await remembered(person)
    const { id } = (await db.from('trusted_devices').where('user_id', person.user.id).firstOrFail()) as { id: string }
    const stranger = await programOf(other)
    assert.deepEqual((await stranger.call('GET', DEVICES)).json, { data: [] })
    assert.equal((await stranger.call('DELETE', `${DEVICES}/${id}`)).status, 404)
    const { secret: token } = await programToken(person.user)
    for (const [method, path] of [
      ['GET', DEVICES],
      ['DELETE', `${DEVICES}/${id}`],
    ]) {
      assert.equal((await send({ method, path })).status, 401)
      assert.equal((await send({ method, path, token })).json?.error_code, 'INSUFFICIENT_SCOPE')
    }
    assert.isTrue(await comesBack(visitor))
  })
})
