import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { findInstallation } from '#runtime/installations/installation'
import { createTenant, createUser } from '#tests/support/users'
import { recordRuns, runOf } from '#tests/support/plugin_runs'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'

async function recordRun(tenantId: string, outcome: string, error: string | null = null) {
  const installation = await installAndEnable(pluginFolder('volume-discount'), tenantId)
  const logs = [{ level: 'warn' as const, text: 'a line with a \0 in it' }]
  const calls = [{ name: 'kv_get', request: '{}', answer: '{}' }]
  const usage = { kv_get: { calls: 1, refused: 0, ms: 2.25, bytes_in: 2_048, bytes_out: 512 } }
  await recordRuns(runOf(installation, { outcome, error, logs, calls, usage, output: undefined }))
  return installation
}

test.group('Operator: plugin runs and installations', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('sees each run with its outcome, error and log', async ({ assert, client }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const tenant = await createTenant()
    const installation = await recordRun(tenant.id, 'fuel_exhausted', 'Limit fuel: more than 50000000 units were needed.')
    const list = await client.get('/operator/plugin-runs').qs({ installation: installation.id }).loginAs(user)
    list.assertStatus(200)
    list.assertTextIncludes('volume-discount')
    list.assertTextIncludes('Out of fuel')
    list.assertTextIncludes(tenant.name)
    const { id } = await db.from('plugin_runs').where('installation_id', installation.id).firstOrFail()
    const page = await client.get(`/operator/plugin-runs/${id}`).loginAs(user)
    page.assertStatus(200)
    page.assertTextIncludes('Limit fuel')
    page.assertTextIncludes('a line with a ␀ in it')
    page.assertTextIncludes('1, in 2.25 ms; 2 kB asked, 512 byte answered')
    const missing = await client.get('/operator/plugin-runs/nonsense').loginAs(user)
    assert.equal(missing.status(), 404)
  })

  test('sees why a plugin was switched off, and switches it on again', async ({ assert, client }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const tenant = await createTenant()
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    const breaker = await app.container.make(OpenBreaker)
    await breaker.handle({ installation, reason: '3 failures in a row; the last: memory' })
    const page = await client.get(`/operator/installations/${installation.id}`).loginAs(user)
    page.assertTextIncludes('3 failures in a row; the last: memory')
    const list = await client.get('/operator/installations').qs({ status: 'tripped', tenant: tenant.id }).loginAs(user)
    list.assertTextIncludes('Switched off after failures')
    await client.post(`/operator/installations/${installation.id}/enable`).loginAs(user).withCsrfToken().redirects(0)
    const { isEnabled, breakerReason } = await findInstallation(installation)
    assert.isTrue(isEnabled)
    assert.isNull(breakerReason)
  })

  test('switches off with a reason, and not without', async ({ assert, client }) => {
    const { user } = await createUser({ platform: ['admin'] })
    const tenant = await createTenant()
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    const path = `/operator/installations/${installation.id}/disable`
    const confirm = await client.get(path).loginAs(user)
    confirm.assertStatus(200)
    await client.post(path).loginAs(user).withCsrfToken().form({ reason: '' }).redirects(0)
    const untouched = await findInstallation(installation)
    assert.isTrue(untouched.isEnabled)
    await client.post(path).loginAs(user).withCsrfToken().form({ reason: 'Complaints of buyers' }).redirects(0)
    const switchedOff = await findInstallation(installation)
    assert.isFalse(switchedOff.isEnabled)
    const [entry] = await db.from('audit_log').where({ action: 'runtime.plugin_disabled', target_id: installation.id })
    assert.equal(entry.reason, 'Complaints of buyers')
    assert.equal(entry.actor_id, user.id)
  })

  test('a tenant owner sees none of it', async ({ assert, client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const installation = await installAndEnable(pluginFolder('volume-discount'), tenant.id)
    for (const path of ['/operator/plugin-runs', '/operator/installations', `/operator/installations/${installation.id}`]) {
      const response = await client.get(path).loginAs(user)
      assert.equal(response.status(), 403, path)
    }
  })
})
