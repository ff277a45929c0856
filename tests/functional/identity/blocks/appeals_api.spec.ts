import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { appealSecret } from '#identity/blocks/appeal_link'
import { forgetCounts } from '#tests/support/forget_counts'
import { Caller } from '#tests/support/rights'
import { apiToken, createUser } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'

const APPEALS = '/api/v1/auth/appeals'
const grounds = 'I sold originals, here are the receipts'

async function blocked(reason = 'Sells fakes') {
  const { user, password } = await createUser()
  const blocker = await Caller.of({ platform: ['admin'] })
  await blocker.post(`admin/users/${user.id}/block`, { reason })
  const { id } = await db.from('blocks').where('user_id', user.id).firstOrFail()
  return { user, password, blockId: id as string }
}

const askToken = (client: ApiClient, email: string, password: string) => client.post(`${APPEALS}/token`).json({ email, password })
const status = (client: ApiClient, token: string) => client.post(`${APPEALS}/status`).json({ appeal_token: token })
const appeal = (client: ApiClient, token: string) => client.post(APPEALS).json({ appeal_token: token, grounds })

test.group('Appeals of blocked people by API', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => Clock.resume())

  test('the password of a blocked account opens its block and one appeal, and nothing else', async ({ client, assert }) => {
    const { user, password } = await blocked()
    ;(await client.post('/api/v1/auth/login').json({ email: user.email, password })).assertStatus(401)
    const given = await askToken(client, user.email, password)
    given.assertStatus(200)
    const { appeal_token: token, expires_in: seconds } = given.body().data
    assert.isAbove(seconds, 60)

    const before = await status(client, token)
    before.assertStatus(200)
    assert.containsSubset(before.body().data, { block: { reason: 'Sells fakes' }, appeal: null, may_appeal: true })
    assert.notProperty(before.body().data.block, 'evidence')
    ;(await appeal(client, token)).assertStatus(201)
    ;(await appeal(client, token)).assertStatus(409)
    assert.containsSubset((await status(client, token)).body().data, { appeal: { status: 'open', grounds }, may_appeal: false })
    assert.lengthOf(await db.from('standing_appeals').where('user_id', user.id), 1)

    ;(await client.get('/api/v1/auth/me').bearerToken(token)).assertStatus(401)
    ;(await client.post('/api/v1/auth/refresh').json({ refresh_token: token })).assertStatus(401)
  })

  test('a wrong password, an unknown address and an account that is not blocked are answered alike', async ({ client, assert }) => {
    const { user } = await blocked()
    const free = await createUser()
    const answers = [
      await askToken(client, user.email, 'not the password'),
      await askToken(client, `${newId()}@example.test`, 'not the password'),
      await askToken(client, free.user.email, free.password),
      await client.post('/api/v1/auth/login').json({ email: user.email, password: 'not the password' }),
    ]
    const said = answers.map((answer) => {
      const { request_id: _, instance: __, ...body } = answer.body()
      return JSON.stringify({ status: answer.status(), body })
    })
    assert.lengthOf(new Set(said), 1)
    assert.include(said[0], '"status":401')
  })

  test('guesses are counted with those of the sign-in', async ({ client }) => {
    const { user, password } = await blocked()
    for (let at = 0; at < 10; at++) await askToken(client, user.email, 'a guess')
    ;(await askToken(client, user.email, password)).assertStatus(429)
    const other = await blocked()
    ;(await askToken(client, other.user.email, other.password)).assertStatus(200)
  })

  test('a token that is over, forged, altered or of another block opens nothing; the secret of the letter does', async ({
    client,
    assert,
  }) => {
    const { user, password, blockId } = await blocked()
    const other = await blocked('Another reason')
    const token = (await askToken(client, user.email, password)).body().data.appeal_token as string
    const [, until, signature] = token.split('.')
    const secret = appealSecret(blockId)
    for (const wrong of [
      [blockId, Number(until) + 60, signature].join('.'),
      [other.blockId, until, signature].join('.'),
      `${token.slice(0, -2)}xx`,
      `${other.blockId}.${secret}`,
      `${blockId}.${until}.${secret}`,
      `${blockId}.`.padEnd(80, 'x'),
      await apiToken((await createUser()).user).then((jwt) => jwt.slice(0, 200)),
    ]) {
      ;(await status(client, wrong)).assertStatus(404)
      ;(await appeal(client, wrong)).assertStatus(404)
    }
    assert.equal((await status(client, `${blockId}.${secret}`)).body().data.block.reason, 'Sells fakes')
    assert.equal((await status(client, token)).body().data.block.reason, 'Sells fakes')
    Clock.freeze(DateTime.utc().plus({ minutes: 61 }))
    ;(await status(client, token)).assertStatus(404)
  })

  test('once the block is lifted the password opens no token, and an older one no appeal', async ({ client, assert }) => {
    const { user, password } = await blocked()
    const token = (await askToken(client, user.email, password)).body().data.appeal_token as string
    const admin = await Caller.of({ platform: ['admin'] })
    await admin.post(`admin/users/${user.id}/unblock`, { reason: 'A mistake' })
    ;(await askToken(client, user.email, password)).assertStatus(401)
    ;(await appeal(client, token)).assertStatus(409)
    assert.isFalse((await status(client, token)).body().data.may_appeal)
    ;(await client.post('/api/v1/auth/login').json({ email: user.email, password })).assertStatus(200)
  })
})
