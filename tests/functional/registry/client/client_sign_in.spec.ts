import { readFile, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { appUrl } from '#config/app'
import { PluginClient } from '#tests/support/plugin_client'
import { createUser, PASSWORD } from '#tests/support/users'

const { origin } = new URL(appUrl)
type Profile = { tokens: Record<string, string>; refresh: Record<string, string> }

test.group('Signing in with the client of the plugin registry', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    await forgetCounts()
    client = await PluginClient.create()
    return () => client.remove()
  })

  const path = () => client.path('config/rialto/plugin-client.json')
  const profile = async () => JSON.parse(await readFile(path(), 'utf8')) as Profile
  /** As it is when its quarter of an hour is over. */
  const letRunOut = async () =>
    writeFile(path(), JSON.stringify({ ...(await profile()), tokens: { [origin]: 'run.out.now' } }), { mode: 0o600 })

  test('lasts: a token that ran out is renewed, once, until one signs out', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    assert.equal((await client.run(['login', '--email', user.email], { input: `${PASSWORD}\n` })).code, 0)
    const first = await profile()
    assert.equal((await client.run(['remote', 'list'])).code, 0)
    assert.deepEqual(await profile(), first, 'nothing is renewed before')

    await letRunOut()
    const renewed = await client.run(['remote', 'list'])
    assert.equal(renewed.code, 0, renewed.out + renewed.err)
    const second = await profile()
    assert.notEqual(second.refresh[origin], first.refresh[origin])
    assert.match(second.tokens[origin]!, /^ey/)

    await client.run(['logout'])
    assert.deepEqual([(await profile()).tokens, (await profile()).refresh], [{}, {}])
    assert.equal((await client.run(['remote', 'list'])).code, 2)
  })

  test('ends where it cannot be renewed: what was kept of it is forgotten, and the person is told', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    await client.run(['login', '--email', user.email], { input: `${PASSWORD}\n` })
    await writeFile(path(), JSON.stringify({ tokens: { [origin]: 'run.out.now' }, refresh: { [origin]: 'x'.repeat(43) } }), { mode: 0o600 })
    const refused = await client.run(['remote', 'list'])
    assert.deepEqual([refused.code, String(refused.data.error_code)], [1, 'TOKEN_INVALID'])
    assert.deepEqual([(await profile()).tokens, (await profile()).refresh], [{}, {}])
  })

  test('a token given by the environment is not renewed, and what is none is not kept', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    await client.run(['login', '--email', user.email], { input: `${PASSWORD}\n` })
    const before = await profile()
    assert.equal((await client.run(['remote', 'list'], { env: { RIALTO_TOKEN: 'run.out.now' } })).code, 1)
    for (const input of ['hunter2', 'rlt_short', `rlt_${'x'.repeat(43)} more`]) {
      assert.equal((await client.run(['login'], { input: `${input}\n` })).code, 2, input)
    }
    assert.deepEqual(await profile(), before)
  })
})
