import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { appUrl } from '#config/app'
import { PASSWORD, createUser } from '#tests/support/users'
import { PluginClient } from '#tests/support/plugin_client'
import { pluginName } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { somebody } from '#tests/support/publishing'
import { integrityOf } from '#registry/dependencies/lockfile/lockfile'
import { needs } from '#tests/unit/registry/dependencies/small_registries'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A registry of one answer. */
async function serve(answer: Answer): Promise<{ url: string; server: Server }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const NOTHING = JSON.stringify({ plugins: [], total: 0 })

test.group('The client of the plugin registry, on the network', (group) => {
  let client: PluginClient
  const servers: Server[] = []
  group.each.setup(async () => {
    client = await PluginClient.create()
    return async () => {
      for (const server of servers.splice(0)) server.close()
      await client.remove()
    }
  })
  const registry = async (answer: Answer) => {
    const { url, server } = await serve(answer)
    servers.push(server)
    return { RIALTO_REGISTRY: url }
  }

  test('comes again when the registry says so, and gives up when it says too late', async ({ assert }) => {
    let asked = 0
    const env = await registry((_, response) => {
      if (++asked < 3) response.writeHead(asked === 1 ? 429 : 503, { 'retry-after': '0' }).end()
      else response.end(NOTHING)
    })
    assert.equal((await client.run(['search', 'x'], { env })).code, 0)
    assert.equal(asked, 3)
    const late = await registry((_, response) => void response.writeHead(429, { 'retry-after': '86400' }).end())
    const refused = await client.run(['search', 'x'], { env: late })
    assert.deepEqual([refused.code, String(refused.data.error_code)], [1, 'RATE_LIMITED'])
  })

  test('asks no proxy, and keeps its token to itself where it is sent elsewhere', async ({ assert }) => {
    const seen: (string | undefined)[] = []
    const elsewhere = await registry((request, response) => {
      seen.push(request.headers.authorization)
      response.end(JSON.stringify({ data: [], meta: { next_cursor: null } }))
    })
    const env = await registry((_, response) => void response.writeHead(307, { location: `${elsewhere.RIALTO_REGISTRY}/x` }).end())
    const proxies = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1', NODE_USE_ENV_PROXY: '1' }
    const listed = await client.run(['remote', 'list'], { env: { ...env, ...proxies, RIALTO_TOKEN: 'rlt_secret' } })
    assert.equal(listed.code, 0, listed.out + listed.err)
    assert.deepEqual(seen, [undefined])
    const away = await registry((_, response) => void response.writeHead(307, { location: 'http://registry.example.com/x' }).end())
    assert.equal((await client.run(['info', 'some-plugin'], { env: away })).code, 3, 'neither without encryption')
  })

  test('believes no registry: names that are paths, nonsense, endless answers', async ({ assert }) => {
    const nonsense = await registry((_, response) => void response.end('<html>'))
    assert.equal((await client.run(['search', 'x'], { env: nonsense })).code, 3)
    const huge = await registry((_, response) => void response.end(Buffer.alloc(17 * 1024 * 1024)))
    assert.equal((await client.run(['search', 'x'], { env: huge })).code, 3)
    const plugins = [{ name: '../../outside', version: '1.0.0', digest: 'f'.repeat(64) }]
    const content = { lockfile_version: 1, serial: 1, platform: '0.1.0', channel: 'stable', requires: {}, plugins }
    const lockfile = { ...content, integrity: integrityOf(content) }
    const paths = await registry((request, response) => {
      if (request.url!.endsWith('/resolve')) response.end(JSON.stringify({ lockfile, changes: [], explanation: [] }))
      else response.writeHead(404).end('{}')
    })
    const refused = await client.run(['install', 'some-plugin'], { env: paths })
    assert.equal(refused.code, 3)
    assert.match(String(refused.data.error), /is not the name of a plugin/)
    const broken = await registry((request, response) => {
      if (request.url!.endsWith('/away')) request.socket.destroy()
      else response.writeHead(307, { location: '/away' }).end()
    })
    const away = await client.run(['info', 'some-plugin'], { env: broken })
    assert.deepEqual([away.code, String(away.data.error_code)], [4, 'UNREACHABLE'], away.err)
  })

  test('installs, updates and puts back on the instance itself, with what comes along', async ({ assert }) => {
    const [base, top] = [pluginName('base'), pluginName('top')]
    const publisher = await somebody()
    await releaseAll(publisher, [
      { name: base, version: '1.0.0', usesClock: true },
      { name: top, version: '1.0.0', salt: 1, needs: needs(`runtime ${base} ^1`) },
    ])
    const { user } = await createUser({ tenant: { role: 'owner' } })
    assert.equal((await client.run(['remote', 'list'])).code, 2, 'nobody signed in')
    const login = await client.run(['login', '--email', user.email], { input: `${PASSWORD}\n` })
    assert.equal(login.code, 0, login.out)
    assert.equal(String(login.data.registry), new URL(appUrl).origin)

    const refused = await client.run(['remote', 'install', top])
    assert.deepEqual([refused.code, String(refused.data.error_code)], [1, 'CONSENT_REQUIRED'])
    const installed = await client.run(['remote', 'install', top, '--consent', 'all', '--enable'])
    assert.equal(installed.code, 0, installed.out)
    const listed = (await client.run(['remote', 'list'])).data.installations as unknown as { plugin: string; status: string }[]
    assert.sameDeepMembers(
      listed.map(({ plugin, status }) => [plugin, status]),
      [
        [base, 'enabled'],
        [top, 'enabled'],
      ]
    )
    await releaseAll(publisher, [{ name: top, version: '1.1.0', salt: 2, usesClock: true, needs: needs(`runtime ${base} ^1`) }])
    const updated = await client.run(['remote', 'update', top, '--consent', 'all'])
    assert.equal(String(updated.data.version), '1.1.0', updated.out)
    const back = await client.run(['remote', 'rollback', top])
    assert.equal(String(back.data.version), '1.0.0', back.out)
    assert.equal((await client.run(['remote', 'rollback', pluginName()])).code, 1)
  })
})
