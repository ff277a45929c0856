import db from '@adonisjs/lucid/services/db'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { newId } from '#core/ids'
import { matchesBcrypt } from '#identity/passwords/bcrypt'
import { forgetSlowestRefusal } from '#identity/passwords/even_time'
import type { ApiClient } from '@japa/api-client'

/** The least bcrypt has, so that the tests are quick; the format is the same. */
const COST = 4

const hashOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).password_hash as string
const storeHash = (id: string, hash: string) => db.from('users').where('id', id).update({ password_hash: hash })
const login = (client: ApiClient, email: string, password: string) => client.post('/api/v1/auth/login').json({ email, password })
const register = (client: ApiClient, body: object) =>
  client.post('/api/v1/auth/register').json({ email: `new-${newId()}@example.test`, username: `u-${newId().slice(-12)}`, ...body })

test.group('Passwords', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    forgetSlowestRefusal()
  })
  group.each.teardown(async () => {
    await db.from('users').whereLike('password_hash', '$2%').update({ password_hash: 'gone' })
    forgetSlowestRefusal()
  })

  for (const version of ['2a', '2b', '2y'] as const) {
    test(`a bcrypt hash of an older system (${version}) signs in once and is argon2id from then on`, async ({ client, assert }) => {
      const { user, password } = await createUser()
      await storeHash(user.id, await bcrypt(password, { cost: COST, version }))

      ;(await login(client, user.email, `${password}!`)).assertStatus(401)
      assert.match(await hashOf(user.id), /^\$2/)
      ;(await login(client, user.email, password)).assertStatus(200)
      assert.match(await hashOf(user.id), /^\$argon2id\$/)
      ;(await login(client, user.email, password)).assertStatus(200)
      ;(await login(client, user.email, `${password}!`)).assertStatus(401)
    })
  }

  test('bcrypt is not fooled by what it does not see: beyond 72 bytes or after a NUL', async ({ client, assert }) => {
    const { user } = await createUser()
    const seen = 'п'.repeat(36)
    await storeHash(user.id, await bcrypt(seen, { cost: COST }))

    ;(await login(client, user.email, `${seen}anything`)).assertStatus(401)
    assert.match(await hashOf(user.id), /^\$2/)
    ;(await login(client, user.email, seen)).assertStatus(200)

    await storeHash(user.id, await bcrypt('short and good', { cost: COST }))
    assert.isFalse(await matchesBcrypt(await hashOf(user.id), 'short and good\0more'))
    assert.isTrue(await matchesBcrypt(await hashOf(user.id), 'short and good'))
    assert.notEqual((await login(client, user.email, 'short and good\0more')).status(), 200)
    ;(await login(client, user.email, 'short and good')).assertStatus(200)
  })

  test('a hash nobody can have made signs nobody in', async ({ client }) => {
    const { user, password } = await createUser()
    const costly = (await bcrypt(password, { cost: COST })).replace('$04$', '$31$')
    const greedy = '$argon2id$v=19$m=4194304,t=3,p=1$c29tZSBzYWx0$c29tZSBieXRlcyBvZiBhIGhhc2ggb2YgdGhpcnR5Mg'
    for (const stored of [costly, greedy, '$2b$04$short', 'plain text']) {
      await storeHash(user.id, stored)
      ;(await login(client, user.email, password)).assertStatus(401)
      ;(await login(client, user.email, stored)).assertStatus(401)
    }
  })

  test('an argon2id hash of older parameters is made anew at sign-in', async ({ client, assert }) => {
    const { hash: argon2 } = await import('@node-rs/argon2')
    const { user, password } = await createUser()
    const old = await argon2(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await storeHash(user.id, old)
    ;(await login(client, user.email, password)).assertStatus(200)
    assert.notEqual(await hashOf(user.id), old)
    ;(await login(client, user.email, password)).assertStatus(200)
  })

  test('a password is the same from every keyboard, and one stored before it was normalised still counts', async ({ client, assert }) => {
    const composed = 'pass\u00e9-\u0439-word'
    const decomposed = composed.normalize('NFD')
    assert.notEqual(composed, decomposed)
    const { default: hash } = await import('@adonisjs/core/services/hash')
    const { user } = await createUser()
    await storeHash(user.id, await hash.make(decomposed))

    ;(await login(client, user.email, composed)).assertStatus(401)
    ;(await login(client, user.email, decomposed)).assertStatus(200)
    ;(await login(client, user.email, composed)).assertStatus(200)
    ;(await login(client, user.email, composed.toUpperCase())).assertStatus(401)
    ;(await login(client, user.email, ` ${composed}`)).assertStatus(401)
  })

  test('common, short and personal passwords are refused by name of the reason; a long one of words is taken', async ({
    client,
    assert,
  }) => {
    const refusals: [object, string][] = [
      [{ password: 'PassWord123' }, 'PASSWORD_COMMON'],
      [{ password: 'qwertyuiop' }, 'PASSWORD_COMMON'],
      [{ password: 'zzzzzzzzzzzzz' }, 'PASSWORD_COMMON'],
      [{ password: '😀😀😀😀' }, 'PASSWORD_TOO_SHORT'],
      [{ password: 'marigold2024', email: `marigold@${newId()}.test` }, 'PASSWORD_PERSONAL'],
      [{ password: 'PetrovaAnna1', full_name: 'Anna Petrova' }, 'PASSWORD_PERSONAL'],
    ]
    for (const [body, code] of refusals) {
      const refused = await register(client, body)
      refused.assertStatus(422)
      assert.equal(refused.body().error_code, code)
      assert.equal(refused.body().details[0].field, 'password')
    }
    ;(await register(client, { password: 'x'.repeat(257) })).assertStatus(422)
    ;(await register(client, { password: 'Anna likes long walks', full_name: 'Anna Petrova' })).assertStatus(201)
    ;(await register(client, { password: `${'long and unique '.repeat(15)}` })).assertStatus(201)
  })
})
