import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

async function published(spec: { usesClock?: boolean; version?: string; name?: string; description?: string } = {}, by?: User) {
  const user = by ?? (await createUser({ platform: ['user'] })).user
  const name = spec.name ?? pluginName()
  await releasePlugin(user, { name, ...spec })
  return { name, user }
}

type Post = { path: string; form?: Record<string, unknown> }
const sendForm = (client: ApiClient, user: User, { path, form = {} }: Post) => client.post(path).loginAs(user).withCsrfToken().form(form)
const installationOf = (tenantId: string) => db.from('plugin_installations').where('tenant_id', tenantId).firstOrFail()

test.group('The plugin marketplace', () => {
  test('anybody finds a plugin and reads what it may do', async ({ client, assert }) => {
    const { name } = await published({ usesClock: true })
    const list = await client.get(`/plugins?q=${name}`)
    list.assertStatus(200)
    assert.include(list.text(), `/plugins/${name}`)
    const page = await client.get(`/plugins/${name}`).header('accept-language', 'ru')
    page.assertStatus(200)
    for (const text of ['Пробный плагин', 'Узнавать время', 'Установить плагин могут', '1.0.0']) assert.include(page.text(), text)
    ;(await client.get(`/plugins/${pluginName()}`).header('accept', 'text/html')).assertStatus(404)
    ;(await client.get('/plugins?page=none').header('accept', 'text/html')).assertStatus(422)
    ;(await client.get(`/plugins?q=${pluginName()}&category=other&sort=name`)).assertStatus(200)
  })

  test('hostile descriptions are shown as text', async ({ client, assert }) => {
    const { name } = await published({ description: '<script>alert(1)</script>' })
    const list = await client.get(`/plugins?q=${name}`)
    assert.notInclude(list.text(), '<script>alert(1)')
    assert.include(list.text(), '&lt;script&gt;alert(1)')
    assert.notInclude((await client.get(`/plugins/${name}`)).text(), '<script>alert(1)')
  })
})

test.group("A seller's plugins", () => {
  test('are installed by consent, set by a form made from the schema, switched and removed', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'admin' } })
    const { name } = await published({ usesClock: true })
    const consent = await client.get(`/seller/plugins/install/${name}`).loginAs(user)
    for (const text of ['Know the time', 'Agree and install', 'discount@1']) assert.include(consent.text(), text)
    await sendForm(client, user, { path: `/seller/plugins/install/${name}` })
    assert.isNull(await db.from('plugin_installations').where('tenant_id', tenant.id).first())

    const installed = await sendForm(client, user, {
      path: `/seller/plugins/install/${name}`,
      form: { 'consent[]': 'clock', 'version': '1.0.0' },
    })
    assert.include(installed.text(), 'is installed. Check its settings')
    for (const text of ['name="percent"', 'value="5"', 'max="50"', 'min="1"', 'step="1"']) assert.include(installed.text(), text)
    assert.notInclude(installed.text(), 'maxlength="null"')
    const { id } = await installationOf(tenant.id)

    await sendForm(client, user, { path: `/seller/plugins/${id}/settings`, form: { percent: '15' } })
    assert.deepEqual((await installationOf(tenant.id)).settings, { percent: 15 })
    await sendForm(client, user, { path: `/seller/plugins/${id}/enable` })
    assert.isTrue((await installationOf(tenant.id)).is_enabled)
    assert.include((await client.get(`/seller/plugins/${id}/disable`).loginAs(user)).text(), 'not asked any more')
    await sendForm(client, user, { path: `/seller/plugins/${id}/disable` })
    assert.isFalse((await installationOf(tenant.id)).is_enabled)
    assert.include((await client.get('/seller/plugins').loginAs(user)).text(), 'A test plugin')
    assert.include((await client.get(`/seller/plugins/${id}/uninstall`).loginAs(user)).text(), 'secrets and data are deleted')
    await sendForm(client, user, { path: `/seller/plugins/${id}/uninstall` })
    assert.isNull(await db.from('plugin_installations').where('tenant_id', tenant.id).first())
  })

  test('wrong settings come back beside their field and change nothing', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    await sendForm(client, user, { path: `/seller/plugins/install/${(await published()).name}` })
    const { id } = await installationOf(tenant.id)
    const refused = await client
      .post(`/seller/plugins/${id}/settings`)
      .loginAs(user)
      .withCsrfToken()
      .header('referer', `/seller/plugins/${id}`)
      .form({ percent: '99' })
    assert.include(refused.text(), 'aria-invalid="true"')
    assert.deepEqual((await installationOf(tenant.id)).settings, { percent: 5 })
  })

  test('an update that asks for more waits for consent; one can go back', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'admin' } })
    const first = await published()
    await sendForm(client, user, { path: `/seller/plugins/install/${first.name}` })
    const { id } = await installationOf(tenant.id)
    assert.include((await client.get(`/seller/plugins/${id}/update`).loginAs(user)).text(), 'newest version')
    await published({ name: first.name, version: '2.0.0', usesClock: true }, first.user)

    assert.include((await client.get(`/seller/plugins/${id}/update`).loginAs(user)).text(), 'Know the time')
    await sendForm(client, user, { path: `/seller/plugins/${id}/update`, form: { version: '2.0.0' } })
    assert.equal((await installationOf(tenant.id)).version, '1.0.0')
    assert.include((await client.get(`/seller/plugins/${id}`).loginAs(user)).text(), 'waits for your consent')
    await sendForm(client, user, { path: `/seller/plugins/${id}/update`, form: { 'version': '2.0.0', 'consent[]': 'clock' } })
    assert.equal((await installationOf(tenant.id)).version, '2.0.0')
    await sendForm(client, user, { path: `/seller/plugins/${id}/roll-back` })
    assert.equal((await installationOf(tenant.id)).version, '1.0.0')
  })

  test('are looked at by everybody in the shop, changed by its owner and admins, hidden from others', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const { name } = await published()
    await sendForm(client, owner.user, { path: `/seller/plugins/install/${name}` })
    const { id } = await installationOf(owner.tenant.id)
    for (const role of ['user', 'viewer'] as const) {
      const { user } = await createUser({ tenant: { role, of: owner.tenant } })
      const page = await client.get(`/seller/plugins/${id}`).loginAs(user)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'Uninstall')
      ;(await client.get(`/seller/plugins/install/${name}`).loginAs(user)).assertStatus(403)
      for (const act of ['settings', 'enable', 'disable', 'uninstall']) {
        ;(await sendForm(client, user, { path: `/seller/plugins/${id}/${act}` })).assertStatus(403)
      }
    }
    const stranger = (await createUser({ tenant: { role: 'owner' } })).user
    ;(await client.get(`/seller/plugins/${id}`).loginAs(stranger)).assertStatus(404)
    for (const act of ['settings', 'enable', 'disable', 'uninstall']) {
      ;(await sendForm(client, stranger, { path: `/seller/plugins/${id}/${act}` })).assertStatus(404)
    }
    assert.isFalse((await installationOf(owner.tenant.id)).is_enabled)
  })
})
