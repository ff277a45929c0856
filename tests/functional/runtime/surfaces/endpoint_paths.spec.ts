import { connect } from 'node:net'
import { test } from '@japa/runner'
import env from '#start/env'
import { forgetCounts } from '#tests/support/forget_counts'
import { createTenant } from '#tests/support/users'
import { direct, installPuppet } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

let tenant: Tenant
let puppet: Installation

/** A request as it is written, which no client would send so. */
function send(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<string> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket = connect(Number(env.get('PORT')), env.get('HOST'))
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: rialto.test\r\nConnection: close\r\n${lines.join('')}\r\n`)
  return new Promise((resolve, reject) => socket.on('error', reject).on('end', () => resolve(answer)))
}

const statusOf = (answer: string) => Number(answer.split(' ')[1])
const headerOf = (answer: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(answer)?.[1]?.trim()

test.group('Addresses of plugins, spelled oddly', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('a redirect stays below the plugin’s own address, whatever the address asked for looks like', async ({ assert }) => {
    await direct(puppet, { status: 302, headers: { location: '/items/1' } })
    const own = `/p/${tenant.slug}/puppet`
    const spelled = [
      `${own}/`,
      `/${own}/`,
      `//evil.example${own}/`,
      `/\\evil.example${own}/`,
      `/%2fevil.example${own}/`,
      `http://evil.example${own}/`,
    ]
    for (const target of [...spelled, `/p/${tenant.slug}/%70uppet/`, `/P/${tenant.slug}/puppet/`, `/./p/${tenant.slug}/puppet/`]) {
      const answer = await send(target)
      const location = headerOf(answer, 'location')
      if (location !== undefined) assert.match(location, new RegExp(`^/p/${tenant.slug}/(puppet|%70uppet)/items/1$`), target)
      else assert.include([400, 404], statusOf(answer), target)
    }
  })

  test('other methods in a header or the query are words to the plugin, nothing else', async ({ assert }) => {
    const own = `/p/${tenant.slug}/puppet`
    const asked = await send(`${own}/items/1?_method=DELETE`, { 'X-HTTP-Method-Override': 'DELETE', 'Range': 'bytes=0-3' })
    assert.equal(statusOf(asked), 200)
    assert.include(asked, '"method":"GET"')
    assert.include(asked, '"_method":"DELETE"')
    for (const method of ['TRACE', 'PROPFIND']) assert.include([400, 404, 405, 501], statusOf(await send(`${own}/`, {}, method)), method)
  })

  test('every refusal has the headers of the sandbox, also of a worker’s script', async ({ assert }) => {
    const own = `/p/${tenant.slug}/puppet`
    const answers = [
      await send(`${own}/nowhere`),
      await send(`${own}/`, {}, 'DELETE'),
      await send(`${own}/hook`, { 'Content-Length': '2', 'Content-Encoding': 'gzip' }, 'POST'),
      await send(`${own}/members`),
      await send(`/p/${tenant.slug}/nobody/sw.js`, { 'Service-Worker': 'script', 'Accept': '*/*' }),
      await send(`${own}/members`, { Accept: 'text/html' }),
    ]
    for (const answer of answers) {
      assert.isAtLeast(statusOf(answer), 400)
      assert.equal(headerOf(answer, 'x-content-type-options'), 'nosniff')
      assert.match(headerOf(answer, 'content-security-policy')!, /^sandbox;/)
      assert.equal(headerOf(answer, 'cache-control'), 'no-store')
      assert.notMatch(headerOf(answer, 'content-type')!, /script/)
      assert.isUndefined(headerOf(answer, 'set-cookie'))
    }
  })
})
