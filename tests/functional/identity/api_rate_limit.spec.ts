import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { Settings } from '#core/settings/settings'
import { systemActor } from '#core/actor'
import { apiToken, createUser } from '#tests/support/users'

const ACTOR = systemActor('test')
const ME = '/api/v1/auth/me'

const set = async (key: string, value: number) => {
  const settings = await app.container.make(Settings)
  await settings.set(ACTOR, `identity.${key}`, value)
}

test.group('Limits of the API', (group) => {
  group.each.setup(() => limiter.clear(['memory', 'database']))
  group.each.teardown(async () => {
    await set('api_requests_per_user', 1_000_000)
    await set('api_requests_per_address', 1_000_000)
    await limiter.clear(['memory', 'database'])
  })

  test('a user over the limit is refused and told when to come back; another user is not', async ({ client, assert }) => {
    await set('api_requests_per_user', 3)
    const token = await apiToken((await createUser()).user)
    const other = await apiToken((await createUser()).user)

    for (let at = 0; at < 3; at += 1) (await client.get(ME).bearerToken(token)).assertStatus(200)
    const refused = await client.get(ME).bearerToken(token)

    refused.assertStatus(429)
    assert.equal(refused.body().error_code, 'RATE_LIMIT_EXCEEDED')
    assert.isAbove(Number(refused.header('retry-after')), 0)
    assert.match(refused.header('ratelimit')!, /^"default";r=0;t=\d+$/)
    assert.equal(refused.header('ratelimit-policy'), '"default";q=3;w=60')
    ;(await client.get(ME).bearerToken(other)).assertStatus(200)
  })

  test('guests of one address share a limit', async ({ client }) => {
    await set('api_requests_per_address', 2)
    for (let at = 0; at < 2; at += 1) (await client.get(ME)).assertStatus(401)
    ;(await client.get(ME)).assertStatus(429)
  })
})
