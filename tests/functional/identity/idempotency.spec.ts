import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { middleware } from '#start/kernel'
import { newId } from '#core/ids'
import { rememberAnswer } from '#core/http/idempotency'
import Prune from '#core/jobs/prune'
import { Forbidden } from '#core/http/exceptions'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import type { HttpContext } from '@adonisjs/core/http'

const PATH = '/api/test/money'
let runs = 0
let gate: Promise<void> = Promise.resolve()

router
  .group(() => {
    router.post(PATH, async ({ request, response, idempotency }: HttpContext) => {
      runs += 1
      await gate
      if (request.input('refuse')) throw new Forbidden()
      if (request.input('crash')) throw new Error('lost in the middle')
      const body = { run: runs }
      if (request.input('in_transaction')) await db.transaction((trx) => rememberAnswer(trx, idempotency!, { status: 201, body }))
      return response.status(201).json(body)
    })
  })
  .use([middleware.apiIdentity(), middleware.apiAuth(), middleware.idempotency()])

test.group('Idempotency-Key', (group) => {
  let token: string
  group.each.setup(async () => {
    runs = 0
    gate = Promise.resolve()
    token = await apiToken((await createUser()).user)
  })

  test('the same key and request runs once and is answered the same again', async ({ client, assert }) => {
    const key = newId()
    for (const in_transaction of [false, true]) {
      const post = () => client.post(PATH).bearerToken(token).header('Idempotency-Key', `${key}-${in_transaction}`).json({ in_transaction })
      const first = await post()
      const second = await post()

      first.assertStatus(201)
      second.assertStatus(201)
      assert.deepEqual(second.body(), first.body())
      second.assertHeader('idempotency-replayed', 'true')
    }
    assert.equal(runs, 2)
  })

  test('one user in two companies has keys of each', async ({ client, assert }) => {
    const { user } = await createUser()
    const [first, second] = [await joinTenant(user, { role: 'owner' }), await joinTenant(user, { role: 'owner' })]
    const key = newId()
    const post = async (tenantId: string) =>
      client
        .post(PATH)
        .bearerToken(await apiToken(user, tenantId))
        .header('Idempotency-Key', key)
        .json({})
    const here = await post(first.id)
    const there = await post(second.id)
    assert.notDeepEqual(there.body(), here.body())
    assert.isUndefined(there.header('idempotency-replayed'))
    assert.deepEqual((await post(first.id)).body(), here.body())
    assert.equal(runs, 2)
  })

  test('the same key with an upload of another length is refused', async ({ client }) => {
    const post = (text: string) =>
      client.post(PATH).bearerToken(token).header('Idempotency-Key', 'upload-key').file('file', Buffer.from(text), { filename: 'a.txt' })
    ;(await post('one')).assertStatus(201)
    ;(await post('three')).assertStatus(422)
  })

  test('the same key with another body is refused with 422 and runs nothing', async ({ client, assert }) => {
    const key = newId()
    await client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({ amount: 1 })

    const other = await client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({ amount: 2 })

    other.assertStatus(422)
    assert.equal(other.body().error_code, 'IDEMPOTENCY_KEY_REUSED')
    assert.equal(runs, 1)
  })

  test('a repeat while the first is at work gets 409 with Retry-After', async ({ client, assert }) => {
    let open = () => {}
    gate = new Promise((resolve) => (open = resolve))
    const key = newId()
    const post = () => client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({})
    const first = post()
    const firstAnswer = first.then((response) => response)
    while (runs === 0) await new Promise((resolve) => setImmediate(resolve))

    const repeat = await post()
    open()

    repeat.assertStatus(409)
    assert.exists(repeat.header('retry-after'))
    ;(await firstAnswer).assertStatus(201)
    assert.equal(runs, 1)
  })

  test('of twenty at once with the same key one runs, and all are told the same in the end', async ({ client, assert }) => {
    const key = newId()
    const post = () => client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({ amount: 1 })
    const answers = await Promise.all(Array.from({ length: 20 }, post))
    const late = await post()
    assert.equal(runs, 1)
    for (const answer of answers) {
      assert.include([201, 409], answer.status())
      if (answer.status() === 201) assert.deepEqual(answer.body(), late.body())
    }
    late.assertStatus(201)
    late.assertHeader('idempotency-replayed', 'true')
  })

  test('a key is remembered for seven days and free again afterwards', async ({ client, assert }) => {
    const key = newId()
    const post = () => client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({})
    const age = (days: number) =>
      db
        .from('idempotency_keys')
        .where('key', key)
        .update({ created_at: new Date(Date.now() - days * 86_400_000) })
    await post()
    await age(6)
    await new Prune().handle()
    await post()
    assert.equal(runs, 1)
    await age(8)
    await new Prune().handle()
    await post()
    assert.equal(runs, 2)
  })

  test('a refusal gives the key back, a server error keeps it', async ({ client, assert }) => {
    const refused = newId()
    const crashed = newId()
    const post = (key: string, body: object) => client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json(body)

    ;(await post(refused, { refuse: true })).assertStatus(403)
    ;(await post(refused, {})).assertStatus(201)
    ;(await post(crashed, { crash: true })).assertStatus(500)
    ;(await post(crashed, { crash: true })).assertStatus(409)

    await db
      .from('idempotency_keys')
      .where('key', crashed)
      .update({ created_at: new Date(Date.now() - 60_000) })
    ;(await post(crashed, { crash: true })).assertStatus(500)
    assert.equal(runs, 4)
  })

  test('keys of two users never meet; a malformed key is refused', async ({ client, assert }) => {
    const key = newId()
    const other = await apiToken((await createUser()).user)

    ;(await client.post(PATH).bearerToken(token).header('Idempotency-Key', key).json({})).assertStatus(201)
    ;(await client.post(PATH).bearerToken(other).header('Idempotency-Key', key).json({ a: 1 })).assertStatus(201)
    ;(await client.post(PATH).bearerToken(token).header('Idempotency-Key', 'short').json({})).assertStatus(422)
    assert.equal(runs, 2)
  })

  test('without a token nothing runs, with one it does', async ({ client }) => {
    ;(await client.post(PATH).json({})).assertStatus(401)
    ;(await client.post(PATH).bearerToken(token).json({})).assertStatus(201)
  })
})
