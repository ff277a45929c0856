import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { systemActor } from '#core/actor'
import { ApproveVersion } from '#registry/actions/approve_version'
import { createUser } from '#tests/support/users'
import { walkRegistryApi } from '../../../../scripts/walk_registry_api.mjs'
import { differences, SHAPES } from '../../../../scripts/registry_api/shapes.mjs'

async function approve(name: string) {
  const versions = await db
    .from('plugin_versions as v')
    .join('plugins as p', 'p.id', 'v.plugin_id')
    .where({ 'p.name': name, 'v.status': 'pending_review' })
    .select('v.id')
  const action = await app.container.make(ApproveVersion)
  for (const { id } of versions as { id: string }[]) {
    await action.handle({ actor: systemActor('test'), versionId: id, reasonCode: 'meets_rules', publicReason: 'Fine' })
  }
}

test.group('The API that registry clients know', () => {
  test('all 17 endpoints answer in their shapes, in both casings, to an ordinary client', async ({ assert }) => {
    const { user, password } = await createUser({ platform: ['admin'] })
    const { asked, problems, endpoints } = await walkRegistryApi({ url: appUrl, admin: { email: user.email, password }, approve })
    assert.deepEqual(problems, [])
    assert.deepEqual(
      endpoints,
      Array.from({ length: 17 }, (_, at) => at + 1)
    )
    assert.isAbove(asked, 40)
  })

  test('the walk notices what is missing, of another kind, or in another casing', ({ assert }) => {
    const stats = { total_plugins: 1, total_downloads: 2, total_users: 3 }
    assert.deepEqual(differences(SHAPES.stats!, stats), [])
    assert.deepEqual(differences(SHAPES.stats!, { totalPlugins: 1, totalDownloads: 2, totalUsers: 3 }, { isCamel: true }), [])
    assert.lengthOf(differences(SHAPES.stats!, { ...stats, total_users: '3' }), 1)
    assert.lengthOf(differences(SHAPES.stats!, { ...stats, total_users: undefined }), 1)
    assert.isNotEmpty(differences(SHAPES.stats!, { totalPlugins: 1, totalDownloads: 2, totalUsers: 3 }))
    assert.isNotEmpty(differences(SHAPES.stats!, stats, { isCamel: true }))
    assert.isNotEmpty(differences(SHAPES.search!, { plugins: [{}], total: 1, page: 0, per_page: 20 }))
  })
})
