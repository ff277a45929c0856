import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { Authenticator } from '#tests/support/authenticator'
import { forgetCounts } from '#tests/support/forget_counts'
import { programOf, type OwnProgram } from '#tests/support/own_program'
import { programToken } from '#tests/support/publishing'
import { createUser, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { send, type Reply } from '#tests/sweeps/support/send'

const FACTORS = '/api/v1/auth/second-factors'
const PASSKEYS = `${FACTORS}/passkeys`

type Options = { challenge: string; user: { id: string }; excludeCredentials: { id: string }[] }
type Wishes = Parameters<Authenticator['create']>[1]

const optionsOf = async ({ call }: OwnProgram) => (await call('POST', `${PASSKEYS}/options`)).json as Options

const keep = ({ call }: OwnProgram, credential: string, name = 'Laptop') =>
  call('POST', PASSKEYS, { body: { credential: JSON.parse(credential) as object, name } })

async function add(program: OwnProgram, name = 'Laptop') {
  const key = new Authenticator()
  const credential = key.create(await optionsOf(program))
  return { key, credential, reply: await keep(program, credential, name) }
}

const idIn = ({ json }: Reply) => (json!.passkey as { id: string }).id
const passkeysOf = async ({ call }: OwnProgram) => (await call('GET', FACTORS)).json!.passkeys as { id: string; name: string }[]
const count = async ({ user }: TestUser) => (await db.from('passkeys').where('user_id', user.id)).length

test.group('Passkeys by API', (group) => {
  group.each.setup(forgetCounts)

  test('one that a program registers signs its owner in by page; recovery codes come with the first', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const { key, reply } = await add(program)
    assert.equal(reply.status, 201, reply.text)
    assert.lengthOf(reply.json!.recovery_codes as string[], 10)
    assert.containSubset(await passkeysOf(program), [{ id: idIn(reply), name: 'Laptop', is_trusted: true, last_used_at: null }])
    assert.notInclude(reply.text, key.credentialId)
    assert.deepEqual(
      (await optionsOf(program)).excludeCredentials.map(({ id }) => id),
      [key.credentialId]
    )
    assert.isNull((await add(program, 'Phone')).reply.json!.recovery_codes)

    const visitor = new Visitor()
    await visitor.open('/sign-in')
    const options = JSON.parse((await visitor.submit('/sign-in/passkey/options')).text) as { challenge: string }
    await visitor.submit('/sign-in/passkey', { credential: key.get(options) })
    assert.equal((await visitor.open('/account/profile')).status, 200)
  })

  test('a challenge is good once, for the sign-in that asked', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    const [program, elsewhere, stranger] = [await programOf(person), await programOf(person), await programOf(other)]
    const options = await optionsOf(program)
    for (const thief of [elsewhere, stranger]) {
      assert.equal((await keep(thief, new Authenticator().create(options))).json?.error_code, 'PASSKEY_REFUSED')
    }
    assert.equal((await keep(program, new Authenticator().create(options))).status, 201)
    assert.equal((await keep(program, new Authenticator().create(options))).json?.error_code, 'PASSKEY_REFUSED')
    assert.deepEqual([await count(person), await count(other)], [1, 0])
  })

  test('of answers sent at once to one challenge, one is taken', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const options = await optionsOf(program)
    const replies = await Promise.all(Array.from({ length: 5 }, () => keep(program, new Authenticator().create(options))))
    assert.lengthOf(
      replies.filter(({ status }) => status === 201),
      1
    )
    assert.equal(await count(person), 1)
  })

  test('another origin or site, no finger, a challenge that is made up or altered, and a known passkey are refused', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const refused = async (what: string, options: Options, wishes?: Wishes) => {
      const { status, json } = await keep(program, new Authenticator().create(options, wishes))
      assert.deepEqual([status, json?.error_code], [422, 'PASSKEY_REFUSED'], what)
    }
    await refused('origin', await optionsOf(program), { origin: 'https://evil.example' })
    await refused('site', await optionsOf(program), { rpId: 'evil.example' })
    await refused('verification', await optionsOf(program), { isVerified: false })
    const options = await optionsOf(program)
    await refused('made up', { ...options, challenge: newId() })
    await refused('another spelling', { ...options, challenge: `${options.challenge}=` })
    const bytes = Buffer.from(options.challenge, 'base64url')
    for (const at of [0, 10, bytes.length - 1]) {
      const altered = Buffer.from(bytes)
      altered[at] ^= 1
      await refused(`altered at ${at}`, { ...options, challenge: altered.toString('base64url') })
    }
    assert.equal(await count(person), 0)

    const { credential } = await add(program)
    assert.equal((await keep(program, credential)).json?.error_code, 'PASSKEY_REFUSED')
    const { key } = await add(await programOf(await createUser()))
    assert.equal((await keep(program, key.create(await optionsOf(program)))).json?.error_code, 'PASSKEY_KNOWN')
    assert.equal(await count(person), 1)
  })

  test('one renames and removes one’s own, audited; those of others look absent', async ({ assert }) => {
    const person = await createUser()
    const [program, stranger] = [await programOf(person), await programOf(await createUser())]
    const id = idIn((await add(program)).reply)
    const rename = { body: { name: 'Phone' } }
    assert.equal((await stranger.call('PATCH', `${PASSKEYS}/${id}`, rename)).status, 404)
    assert.equal((await stranger.call('DELETE', `${PASSKEYS}/${id}`)).status, 404)
    assert.containSubset(await passkeysOf(program), [{ id, name: 'Laptop' }])

    assert.equal((await program.call('PATCH', `${PASSKEYS}/${id}`, { body: { name: ' ' } })).status, 422)
    assert.containSubset((await program.call('PATCH', `${PASSKEYS}/${id}`, rename)).json, { id, name: 'Phone' })
    assert.equal((await program.call('DELETE', `${PASSKEYS}/${id}`)).status, 204)
    assert.equal((await program.call('DELETE', `${PASSKEYS}/${id}`)).status, 404)
    assert.containSubset((await program.call('GET', FACTORS)).json, { has_second_factor: false, recovery_codes_left: 0, passkeys: [] })
    const acts = await db.from('audit_log').where('target_id', person.user.id).orderBy('seq').select('action')
    assert.deepEqual(
      acts.map(({ action }) => action as string),
      ['identity.second_factor_added', 'identity.passkey_renamed', 'identity.second_factor_removed']
    )
  })

  test('the only way into an account is not removed', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const id = idIn((await add(program)).reply)
    await db.from('users').where('id', person.user.id).update({ password_hash: null })
    assert.equal((await program.call('DELETE', `${PASSKEYS}/${id}`)).json?.error_code, 'LAST_WAY_TO_SIGN_IN')
    assert.equal(await count(person), 1)
    await db.from('users').where('id', person.user.id).update({ password_hash: person.user.passwordHash })
    assert.equal((await program.call('DELETE', `${PASSKEYS}/${id}`)).status, 204)
  })

  test('guests, tokens of programs and an old proof change nothing', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const id = idIn((await add(program)).reply)
    const credential = JSON.parse(new Authenticator().create(await optionsOf(program))) as object
    const acts = [
      ['POST', `${PASSKEYS}/options`, undefined],
      ['POST', PASSKEYS, { credential, name: 'Mine' }],
      ['PATCH', `${PASSKEYS}/${id}`, { name: 'Mine' }],
      ['DELETE', `${PASSKEYS}/${id}`, undefined],
    ] as const
    const { secret: token } = await programToken(person.user)
    await db
      .from('refresh_families')
      .where('user_id', person.user.id)
      .update({ proved_at: new Date(0) })
    for (const [method, path, body] of acts) {
      assert.equal((await send({ method, path, body })).status, 401)
      assert.equal((await send({ method, path, body, token })).json?.error_code, 'INSUFFICIENT_SCOPE')
      assert.equal((await program.call(method, path, { body })).json?.error_code, 'STEP_UP_REQUIRED')
    }
    assert.containSubset(await passkeysOf(program), [{ id, name: 'Laptop' }])
  })
})
