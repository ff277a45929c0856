import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { findInstallation } from '#runtime/installations/installation'
import ForgetCompany from '#runtime/jobs/forget_company'
import { forgetCounts } from '#tests/support/forget_counts'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { apiToken, createUser } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'

const HOOK = 'discount@1'

async function company() {
  const owner = await createUser({ tenant: { role: 'owner' } })
  const installation = await installAndEnable(pluginFolder('volume-discount'), owner.tenant.id)
  return { ...owner, installation, token: await apiToken(owner.user) }
}

const close = (client: ApiClient, { token, tenant }: Awaited<ReturnType<typeof company>>) =>
  client.post('/api/v1/tenants/me/close').bearerToken(token).json({ name: tenant.name })

async function answeringFor(...tenantIds: string[]) {
  const enabled = await app.container.make(EnabledInstallations)
  return (await enabled.for(HOOK, tenantIds)).map(({ id }) => id)
}

const forget = async () => (await app.container.make(ForgetCompany)).handle()
const setStatus = (id: string, status: 'active' | 'closed') =>
  db
    .from('tenants')
    .where('id', id)
    .update({ status, closed_at: status === 'closed' ? new Date() : null })

test.group('Plugins of a closed company', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(switchOffAllPlugins)

  test('are switched off with it, told and audited; another company’s go on', async ({ client, assert }) => {
    const [closing, other] = [await company(), await company()]
    assert.sameMembers(await answeringFor(closing.tenant.id, other.tenant.id), [closing.installation.id, other.installation.id])
    ;(await close(client, closing)).assertStatus(204)
    await forget()
    assert.deepEqual(await answeringFor(closing.tenant.id, other.tenant.id), [other.installation.id])
    assert.isFalse((await findInstallation(closing.installation)).isEnabled)
    assert.isTrue((await findInstallation(other.installation)).isEnabled)
    const audited = await db
      .from('audit_log')
      .where({ target_id: closing.installation.id, action: 'runtime.plugin_disabled' })
      .firstOrFail()
    assert.include(audited, { reason: 'The company was closed', actor_id: closing.user.id, tenant_id: closing.tenant.id })
    const told = await db.from('outbox').where({ aggregate_id: closing.installation.id, name: 'runtime.plugin_disabled.v1' }).firstOrFail()
    assert.include(told.payload, { by: 'system', reason: 'The company was closed' })
  })

  test('cannot be switched on, and stay off when it opens again until somebody does', async ({ client, assert }) => {
    const closed = await company()
    ;(await close(client, closed)).assertStatus(204)
    const enable = await app.container.make(EnablePlugin)
    const switchOn = () => enable.handle({ actor: systemActor('test'), installation: closed.installation })
    await assert.rejects(switchOn, /company is closed/)
    await setStatus(closed.tenant.id, 'active')
    await forget()
    assert.isEmpty(await answeringFor(closed.tenant.id))
    await switchOn()
    assert.deepEqual(await answeringFor(closed.tenant.id), [closed.installation.id])
  })

  test('do not run whatever their rows say', async ({ assert }) => {
    const { tenant, installation } = await company()
    assert.deepEqual(await answeringFor(tenant.id), [installation.id])
    await setStatus(tenant.id, 'closed')
    await forget()
    assert.isTrue((await findInstallation(installation)).isEnabled)
    assert.isEmpty(await answeringFor(tenant.id))
  })

  test('a company that is not closed, because it has open business or the name is wrong, keeps them running', async ({
    client,
    assert,
  }) => {
    const open = await company()
    ;(await client.post('/api/v1/tenants/me/close').bearerToken(open.token).json({ name: 'Another' })).assertStatus(422)
    await forget()
    assert.deepEqual(await answeringFor(open.tenant.id), [open.installation.id])
  })
})
