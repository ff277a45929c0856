import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { programOf, type OwnProgram } from '#tests/support/own_program'
import { programToken } from '#tests/support/publishing'
import { codeOf, giveTotp } from '#tests/support/second_factors'
import { send, type Reply } from '#tests/sweeps/support/send'
import { createUser, type TestUser } from '#tests/support/users'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'

const FACTORS = '/api/v1/auth/second-factors'
const APP = `${FACTORS}/authenticator`
const CODES = `${FACTORS}/recovery-codes`

const ALL = [
  ['GET', FACTORS],
  ['POST', APP],
  ['POST', `${APP}/confirm`],
  ['DELETE', APP],
  ['POST', CODES],
] as const

const begin = async ({ call }: OwnProgram) => (await call('POST', APP)).json!.secret as string
const standing = async ({ call }: OwnProgram) => (await call('GET', FACTORS)).json!
const codesOf = ({ json }: Reply) => json!.recovery_codes as string[]
const signIn = ({ user, password }: TestUser, code?: string) =>
  send({ method: 'POST', path: '/api/v1/auth/login', body: { email: user.email, password, two_factor_code: code } })
const auditOf = (userId: string) => db.from('audit_log').where('target_id', userId).orderBy('seq')
const age = (userId: string) =>
  db
    .from('refresh_families')
    .where('user_id', userId)
    .update({ proved_at: new Date(0) })

test.group('A second factor by API', (group) => {
  group.each.setup(forgetCounts)

  test('an authenticator counts once a code proved it: a wrong code, a later one and a used one do not', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const begun = await program.call('POST', APP)
    assert.equal(begun.status, 201, begun.text)
    assert.equal(begun.headers.get('cache-control'), 'private, no-store')
    const { secret, otpauth_url: url } = begun.json as { secret: string; otpauth_url: string }
    assert.equal(new URL(url).searchParams.get('secret'), secret)
    assert.include(decodeURIComponent(url), person.user.email)
    assert.equal((await signIn(person)).status, 200, 'not in force yet')

    for (const code of ['not a code', codeOf(secret, 9)]) {
      const refused = await program.call('POST', `${APP}/confirm`, { body: { code } })
      assert.equal(refused.json?.error_code, 'CODE_REFUSED')
    }
    assert.containSubset(await standing(program), {
      has_second_factor: false,
      authenticator: { is_set_up: false, is_begun: true, set_up_at: null },
    })
    const code = codeOf(secret)
    const confirmed = await program.call('POST', `${APP}/confirm`, { body: { code } })
    assert.equal(confirmed.status, 200, confirmed.text)
    assert.lengthOf(new Set(codesOf(confirmed)), 10)

    assert.equal((await program.call('POST', `${APP}/confirm`, { body: { code } })).status, 422)
    assert.equal((await signIn(person)).json?.error_code, 'TWO_FACTOR_REQUIRED')
    assert.equal((await signIn(person, code)).status, 401, 'used up with the confirmation')
    assert.equal((await signIn(person, codesOf(confirmed)[0])).status, 200)
    const now = await standing(program)
    assert.containSubset(now, { has_second_factor: true, recovery_codes_left: 9, authenticator: { is_set_up: true, is_begun: false } })
    assert.isNotNaN(Date.parse((now.authenticator as { set_up_at: string }).set_up_at))
  })

  test('one that is begun again proves itself by the new seed; one in force is removed first', async ({ assert }) => {
    const program = await programOf(await createUser())
    const [first, second] = [await begin(program), await begin(program)]
    assert.equal((await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(first) } })).status, 422)
    assert.equal((await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(second) } })).status, 200)
    assert.equal((await program.call('POST', APP)).json?.error_code, 'TOTP_ALREADY_THERE')
  })

  test('removed it asks for nothing and recovery codes go; one only begun goes without a word', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    await begin(program)
    assert.equal((await program.call('DELETE', APP)).status, 204)
    assert.lengthOf(await auditOf(person.user.id), 0)

    const secret = await begin(program)
    const recovery = codesOf(await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(secret) } }))
    assert.equal((await program.call('DELETE', APP)).status, 204)
    assert.containSubset(await standing(program), { has_second_factor: false, recovery_codes_left: 0, authenticator: { is_set_up: false } })
    assert.equal((await signIn(person)).status, 200)
    const rows = await auditOf(person.user.id)
    const acts = rows.map(({ action }) => action as string)
    assert.includeMembers(acts, ['identity.second_factor_added', 'identity.second_factor_removed'])
    for (const held of [secret, ...recovery]) assert.notInclude(JSON.stringify(rows), held)
  })

  test('new recovery codes end the old ones; without a second factor there are none', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    assert.equal((await program.call('POST', CODES)).json?.error_code, 'NO_SECOND_FACTOR')
    const { recovery: old } = await giveTotp(person)
    const renewed = await program.call('POST', CODES)
    assert.equal(renewed.status, 201, renewed.text)
    assert.equal((await signIn(person, old[0])).status, 401)
    assert.equal((await signIn(person, codesOf(renewed)[0])).status, 200)
    assert.equal((await standing(program)).recovery_codes_left, 9)
  })

  test('a lost answer is asked for again by its key: the same codes, kept sealed, and no second set', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const [body, key] = [{ code: codeOf(await begin(program)) }, newId()]
    const confirm = () => program.call('POST', `${APP}/confirm`, { body, headers: { 'idempotency-key': key } })
    const [first, again] = [await confirm(), await confirm()]
    assert.equal(first.status, 200, first.text)
    assert.deepEqual(codesOf(again), codesOf(first))
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    const kept = JSON.stringify(await db.from('idempotency_keys').where('key', key).firstOrFail())
    for (const code of codesOf(first)) assert.notInclude(kept, code)
  })

  test('guessing the code is stopped, also the right one; another person is not in its way', async ({ assert }) => {
    const [program, other] = [await programOf(await createUser()), await programOf(await createUser())]
    const secret = await begin(program)
    const wrong = Array.from({ length: 11 }, () => program.call('POST', `${APP}/confirm`, { body: { code: 'not a code' } }))
    assert.include(
      (await Promise.all(wrong)).map(({ status }) => status),
      429
    )
    assert.equal((await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(secret) } })).status, 429)
    assert.equal((await other.call('POST', `${APP}/confirm`, { body: { code: codeOf(await begin(other)) } })).status, 200)
  })
})

test.group('Who changes a second factor by API', (group) => {
  group.each.setup(forgetCounts)

  test('nobody without a fresh proof; looking needs none, and a proof opens it', async ({ assert }) => {
    const person = await createUser()
    const program = await programOf(person)
    const secret = await begin(program)
    await age(person.user.id)
    for (const [method, path] of ALL) {
      const { status, json } = await program.call(method, path, path.endsWith('confirm') ? { body: { code: codeOf(secret) } } : {})
      if (method === 'GET') assert.equal(status, 200)
      else assert.equal(json?.error_code, 'STEP_UP_REQUIRED', `${method} ${path}`)
    }
    assert.isTrue(((await standing(program)).authenticator as { is_begun: boolean }).is_begun)
    await program.call('POST', '/api/v1/auth/step-up', { body: { password: person.password } })
    assert.equal((await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(secret) } })).status, 200)
  })

  test('no guest, no token of a program, no token of a machine', async ({ assert }) => {
    const person = await createUser({ tenant: { role: 'owner' } })
    const { recovery } = await giveTotp(person)
    const create = await app.container.make(CreateServiceToken)
    const machine = await create.handle({
      ...{ actor: systemActor('test'), place: person.tenant.id, userId: person.user.id },
      ...{ name: 'Machine', scopes: ['analytics:read'], days: 7 },
    })
    const tokens = { program: (await programToken(person.user)).secret, machine: machine.secret }
    for (const [method, path] of ALL) {
      const body = path.endsWith('confirm') ? { code: '000000' } : undefined
      assert.equal((await send({ method, path, body })).status, 401)
      for (const [whose, token] of Object.entries(tokens)) {
        assert.equal((await send({ method, path, token, body })).json?.error_code, 'INSUFFICIENT_SCOPE', `${whose}: ${method} ${path}`)
      }
    }
    assert.equal((await signIn(person, recovery[0])).status, 200, 'nothing of it changed')
  })

  test('only their own: what one begins, another neither sees nor proves nor removes', async ({ assert }) => {
    const [person, other] = [await createUser(), await createUser()]
    await giveTotp(person)
    const [theirs, stranger] = [await programOf(person), await programOf(other)]
    assert.containSubset(await standing(stranger), { has_second_factor: false, recovery_codes_left: 0, passkeys: [] })
    assert.equal((await stranger.call('DELETE', APP)).status, 204)
    assert.equal((await stranger.call('POST', CODES)).status, 409)
    assert.containSubset(await standing(theirs), { has_second_factor: true, recovery_codes_left: 10 })
  })
})

test.group('A role that needs a second factor, by API', (group) => {
  group.each.setup(forgetCounts)
  group.each.setup(() => async () => {
    await db.from('settings').where('key', 'identity.roles_with_second_factor').delete()
    const settings = await app.container.make(Settings)
    settings.forget()
  })

  test('says so, and is worth something once one is set up by API', async ({ assert }) => {
    const [person, other] = [await createUser({ platform: ['support'] }), await createUser()]
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'identity.roles_with_second_factor', 'support')
    const [program, stranger] = [await programOf(person), await programOf(other)]
    const demanded = { is_required: true, required_by_roles: ['support'] }
    assert.containSubset(await standing(program), { has_second_factor: false, ...demanded })
    assert.containSubset(await standing(stranger), { is_required: false, required_by_roles: [] })
    assert.equal((await program.call('GET', '/api/v1/admin/users')).json?.error_code, 'SECOND_FACTOR_REQUIRED')

    await program.call('POST', `${APP}/confirm`, { body: { code: codeOf(await begin(program)) } })
    assert.equal((await program.call('GET', '/api/v1/admin/users')).status, 200)
    assert.containSubset(await standing(program), { has_second_factor: true, ...demanded })
  })
})
