import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import IdentityProviderList from '#commands/identity_provider_list'
import IdentityProviderRemove from '#commands/identity_provider_remove'
import IdentityProviderSet from '#commands/identity_provider_set'
import { aceJson } from '#tests/support/ace'
import { forgetProviders, providerSlug } from '#tests/support/providers'

test.group('Providers to sign in with, from the terminal', (group) => {
  group.each.setup(() => forgetProviders)

  test('one is added switched off, changed, listed and removed; what is wrong is refused', async ({ assert }) => {
    const slug = providerSlug()
    const added = await aceJson(IdentityProviderSet, slug, '--kind=vk', '--name=VK ID', '--client-id=1')
    assert.containsSubset(added, { code: 0, slug, enabled: false, issuer: 'https://id.vk.com', has_client_secret: false })
    const changed = await aceJson(IdentityProviderSet, slug, '--enabled', '--domain=example.test', '--registration=closed')
    assert.containsSubset(changed, { code: 0, name: 'VK ID', enabled: true, email_domains: ['example.test'], registration: 'closed' })
    const listed = Object.values(await aceJson(IdentityProviderList))
    assert.isTrue(listed.some((one) => (one as { slug?: string }).slug === slug))

    const refused = await aceJson(IdentityProviderSet, providerSlug(), '--kind=github', '--name=GitHub', '--client-id=1', '--enabled')
    assert.containsSubset(refused, { code: 1, details: [{ field: 'client_secret' }] })
    assert.equal((await aceJson(IdentityProviderRemove, slug)).code, 0)
    assert.equal((await aceJson(IdentityProviderRemove, slug)).code, 1)
    assert.lengthOf(await db.from('identity_providers').where('slug', slug), 0)
  })
})
