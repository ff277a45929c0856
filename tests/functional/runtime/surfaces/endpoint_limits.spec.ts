import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from '@japa/runner'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { findProjectRoot } from '#runtime/build/project_root'
import { forgetCounts } from '#tests/support/forget_counts'
import { createTenant } from '#tests/support/users'
import { installAndEnable, switchOffAllPlugins } from '#tests/support/installed_plugins'
import type Tenant from '#tenancy/models/tenant'

const AT_ONCE = 16
const folder = join(findProjectRoot(), 'tests/plugins/own/waiting')
const port = () => Number(env.get('PORT'))

let tenant: Tenant
const url = () => `http://${env.get('HOST')}:${port()}/p/${tenant.slug}/waiting/`
const ask = async () => {
  const response = await fetch(url())
  await response.body?.cancel()
  return response
}

/** Nobody's values can be kept until the answer is called: whoever wants to keep one waits. */
async function holdValues(): Promise<() => Promise<void>> {
  const trx = await db.transaction()
  await trx.rawQuery('lock table plugin_kv in exclusive mode')
  return async () => {
    await trx.rollback()
  }
}

/** Sends the head of a request and a part of its body, and no more. */
function sendSlowly(): Promise<Socket> {
  const socket = connect(port(), env.get('HOST'))
  const head = `POST /p/${tenant.slug}/waiting/ HTTP/1.1\r\nHost: rialto.test\r\nContent-Length: 100\r\n\r\n{`
  return new Promise((resolve, reject) => socket.on('error', reject).write(head, () => resolve(socket)))
}

test.group('Addresses of plugins that are slow, or asked slowly', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    tenant = await createTenant()
    await installAndEnable(folder, tenant.id)
    return switchOffAllPlugins
  })

  test('a plugin that is late is answered for with 504, and answers again afterwards', async ({ assert }) => {
    const letGo = await holdValues()
    try {
      const late = await ask()
      assert.equal(late.status, 504)
      assert.equal(late.headers.get('content-type'), 'application/problem+json')
      assert.match(late.headers.get('content-security-policy')!, /^sandbox;/)
    } finally {
      await letGo()
    }
    assert.equal((await ask()).status, 200)
  })

  test('of more requests at once than a plugin is given, the others are told when to come again', async ({ assert }) => {
    const letGo = await holdValues()
    const refused = Promise.withResolvers<Response>()
    let busy = 0
    const answers = Array.from({ length: AT_ONCE + 6 }, async () => {
      const response = await ask()
      if (response.status === 503 && ++busy === 6) refused.resolve(response)
      return response.status
    })
    const { headers } = await refused.promise
    await letGo()
    assert.isAbove(Number(headers.get('retry-after')), 0)
    assert.deepEqual((await Promise.all(answers)).sort(), [...Array<number>(AT_ONCE).fill(200), ...Array<number>(6).fill(503)])
    assert.equal((await ask()).status, 200)
  })

  test('whoever never ends what they send keeps nobody else from being answered', async ({ assert }) => {
    const sockets = await Promise.all(Array.from({ length: AT_ONCE + 4 }, sendSlowly))
    try {
      for (let asked = 0; asked < 30; asked++) assert.equal((await ask()).status, 200)
    } finally {
      for (const socket of sockets) socket.destroy()
    }
  })
})
