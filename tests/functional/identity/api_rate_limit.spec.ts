import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { RequestLimits } from '#core/limits/request_limits'
import { Settings } from '#core/settings/settings'
import { systemActor } from '#core/actor'
import { networkOf } from '#identity/network_of'
import { programToken } from '#tests/support/publishing'
import { apiToken, createUser } from '#tests/support/users'

const ACTOR = systemActor('test')
const ME = '/api/v1/auth/me'

const PLUGINS = '/api/v1/plugins'
const KEYS = ['identity.api_requests_per_address', 'identity.api_requests_per_user', 'identity.api_requests_per_token'].concat(
  ...['registry.requests_per_address', 'registry.requests_per_user']
)

const set = async (key: string, value: number) => {
  const settings = await app.container.make(Settings)
  await settings.set(ACTOR, key, value)
}

const forget = async () => (await app.container.make(RequestLimits)).clear()

test.group('Limits of the API', (group) => {
  group.each.setup(forget)
  group.each.teardown(async () => {
    for (const key of KEYS) await set(key, 1_000_000)
    await forget()
  })

  test('a user over the limit is refused and told when to come back; another user is not', async ({ client, assert }) => {
    await set('identity.api_requests_per_user', 3)
    const token = await apiToken((await createUser()).user)
    const other = await apiToken((await createUser()).user)

    for (let at = 0; at < 3; at += 1) (await client.get(ME).bearerToken(token)).assertStatus(200)
    const refused = await client.get(ME).bearerToken(token)

    refused.assertStatus(429)
    assert.equal(refused.body().error_code, 'RATE_LIMIT_EXCEEDED')
    assert.isAbove(Number(refused.header('retry-after')), 0)
    assert.match(refused.header('ratelimit')!, /^"address";r=\d+;t=\d+, "user";r=0;t=\d+$/)
    assert.equal(refused.header('ratelimit-policy'), '"address";q=1000000;w=60, "user";q=3;w=60')
    ;(await client.get(ME).bearerToken(other)).assertStatus(200)
  })

  test('guests of one address share a limit', async ({ client }) => {
    await set('identity.api_requests_per_address', 2)
    for (let at = 0; at < 2; at += 1) (await client.get(ME)).assertStatus(401)
    ;(await client.get(ME)).assertStatus(429)
  })

  test('tokens that are no good count against the address: guessing has its limit', async ({ client, assert }) => {
    await set('identity.api_requests_per_address', 2)
    for (let at = 0; at < 2; at += 1) (await client.get(ME).bearerToken(`guess-${at}`)).assertStatus(401)
    const refused = await client.get(ME).bearerToken('guess-3')
    refused.assertStatus(429)
    assert.equal(refused.header('ratelimit-policy'), '"address";q=2;w=60')
  })

  test('the registry has limits of its own, and the rest of the API is none of its business', async ({ client, assert }) => {
    await set('registry.requests_per_address', 3)
    await set('registry.requests_per_user', 2)
    const token = await apiToken((await createUser()).user)

    for (let at = 0; at < 2; at += 1) (await client.get(PLUGINS).bearerToken(token)).assertStatus(200)
    const byUser = await client.get(PLUGINS).bearerToken(token)
    byUser.assertStatus(429)
    assert.match(byUser.header('ratelimit')!, /"user";r=0/)
    const byAddress = await client.get(PLUGINS)
    byAddress.assertStatus(429)
    assert.match(byAddress.header('ratelimit')!, /^"address";r=0;t=\d+$/)
    ;(await client.get(ME).bearerToken(token)).assertStatus(200)
  })

  test("a program's token has a limit beside its owner's", async ({ client, assert }) => {
    await set('identity.api_requests_per_token', 1)
    const { user } = await createUser({ platform: ['user'] })
    const [one, other] = [await programToken(user, { scopes: ['yank'] }), await programToken(user, { scopes: ['yank'] })]
    const yank = (text: string) => client.delete('/api/v1/plugins/no-such-plugin/versions/1.0.0/yank').bearerToken(text)

    ;(await yank(one.secret)).assertStatus(404)
    const refused = await yank(one.secret)
    refused.assertStatus(429)
    assert.match(refused.header('ratelimit')!, /"token";r=0/)
    ;(await yank(other.secret)).assertStatus(404)
  })

  test('addresses of one IPv6 customer are one, however they are written', ({ assert }) => {
    assert.equal(networkOf('2001:db8:1:2:ffff::1'), networkOf('2001:DB8:1:2:0:0:0:9'))
    assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
    assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
    assert.equal(networkOf('::ffff:c000:201'), '192.0.2.1')
    assert.notEqual(networkOf('::ffff:c000:201'), networkOf('::ffff:c000:202'))
  })
})
