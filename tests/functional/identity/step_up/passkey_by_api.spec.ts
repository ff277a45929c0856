import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Authenticator } from '#tests/support/authenticator'
import { forgetCounts } from '#tests/support/forget_counts'
import { programOf, type OwnProgram } from '#tests/support/own_program'
import { programToken } from '#tests/support/publishing'
import { createUser, type TestUser } from '#tests/support/users'
import { send } from '#tests/sweeps/support/send'

const PASSKEYS = '/api/v1/auth/second-factors/passkeys'
const STEP_UP = '/api/v1/auth/step-up/passkey'

type Options = { challenge: string; user?: { id: string }; allowCredentials?: { id: string }[] }

const optionsOf = async ({ call }: OwnProgram, path: string) => (await call('POST', `${path}/options`)).json as Options

const asked = (credential: string) => ({ body: { credential: JSON.parse(credential) as object } })

/** A passkey, and a proof that is long ago. */
async function withOldProof(person: TestUser) {
  const [program, key] = [await programOf(person), new Authenticator()]
  const { body } = asked(key.create(await optionsOf(program, PASSKEYS)))
  await program.call('POST', PASSKEYS, { body: { ...body, name: 'Laptop' } })
  const elsewhere = await programOf(person)
  await db
    .from('refresh_families')
    .where('user_id', person.user.id)
    .update({ proved_at: new Date(0) })
  return { program, elsewhere, key }
}

const isOpen = async ({ call }: OwnProgram) => (await call('POST', `${PASSKEYS}/options`)).json?.error_code !== 'STEP_UP_REQUIRED'

test.group('A fresh proof by passkey, by API', (group) => {
  group.each.setup(forgetCounts)

  test('opens dangerous acts of the sign-in that gave it, once for each challenge, and is audited', async ({ assert }) => {
    const person = await createUser()
    const { program, elsewhere, key } = await withOldProof(person)
    assert.isFalse(await isOpen(program))
    const options = await optionsOf(program, STEP_UP)
    assert.deepEqual(
      options.allowCredentials?.map(({ id }) => id),
      [key.credentialId]
    )
    const credential = key.get(options)
    assert.equal((await elsewhere.call('POST', STEP_UP, asked(credential))).json?.error_code, 'PASSKEY_REFUSED')
    const proved = await program.call('POST', STEP_UP, asked(credential))
    assert.equal(proved.status, 200, proved.text)
    assert.isAbove(Date.parse(proved.json!.proved_until as string), Date.now())
    assert.deepEqual([await isOpen(program), await isOpen(elsewhere)], [true, false])
    assert.equal((await program.call('POST', STEP_UP, asked(key.get(options)))).json?.error_code, 'PASSKEY_REFUSED')
    const acts = await db.from('audit_log').where({ target_id: person.user.id, action: 'identity.stepped_up' }).select('after')
    assert.deepEqual(
      acts.map(({ after }) => after as object),
      [{ method: 'passkey' }]
    )
  })

  test('is none by another key, of another person, for another purpose or without a finger', async ({ assert }) => {
    const [{ program, key }, other] = [await withOldProof(await createUser()), await withOldProof(await createUser())]
    const fresh = await programOf(await createUser())
    const wrong: [string, string][] = [
      ['another key', new Authenticator().get(await optionsOf(program, STEP_UP))],
      ['another person', other.key.get(await optionsOf(program, STEP_UP))],
      ['asked by another person', key.get(await optionsOf(other.program, STEP_UP))],
      ['for another purpose', key.get(await optionsOf(fresh, PASSKEYS))],
      ['no finger', key.get(await optionsOf(program, STEP_UP), { isVerified: false })],
      ['another origin', key.get(await optionsOf(program, STEP_UP), { origin: 'https://evil.example' })],
    ]
    for (const [what, credential] of wrong) {
      const { status, json } = await program.call('POST', STEP_UP, asked(credential))
      assert.deepEqual([status, json?.error_code], [422, 'PASSKEY_REFUSED'], what)
    }
    assert.isFalse(await isOpen(program))
    assert.equal((await program.call('POST', STEP_UP, asked(key.get(await optionsOf(program, STEP_UP))))).status, 200)
  })

  test('guests and tokens of programs give none', async ({ assert }) => {
    const person = await createUser()
    const { program, key } = await withOldProof(person)
    const { secret: token } = await programToken(person.user)
    const { body } = asked(key.get(await optionsOf(program, STEP_UP)))
    for (const [path, sent] of [
      [`${STEP_UP}/options`, undefined],
      [STEP_UP, body],
    ] as const) {
      assert.equal((await send({ method: 'POST', path, body: sent })).status, 401)
      assert.equal((await send({ method: 'POST', path, body: sent, token })).json?.error_code, 'INSUFFICIENT_SCOPE')
    }
    assert.isFalse(await isOpen(program))
  })
})
