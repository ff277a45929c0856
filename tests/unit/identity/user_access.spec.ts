import { test } from '@japa/runner'
import { UserAccess } from '#identity/user_access'
import { ownPath } from '#identity/own_path'

const GRANTS = [
  { role: 'owner', tenant_id: 'a' },
  { role: 'viewer', tenant_id: 'b' },
  { role: 'moderator', tenant_id: null },
]

test.group('Rights of a user', () => {
  test('are those of the chosen company only', ({ assert }) => {
    const owner = new UserAccess(GRANTS, 'a')
    const viewer = new UserAccess(GRANTS, 'b')

    assert.isTrue(owner.can('tenancy.manage_members'))
    assert.isFalse(viewer.can('tenancy.manage_members'))
    assert.isTrue(viewer.can('tenancy.view'))
    assert.isFalse(viewer.can('identity.view_users'))
  })

  test('a company one is no member of is not chosen', ({ assert }) => {
    assert.equal(new UserAccess(GRANTS, 'foreign').tenantId, 'a')
    assert.isNull(new UserAccess([], 'foreign').tenantId)
  })

  test('a superadmin has what members of a company have only inside a company', ({ assert }) => {
    const boss = { role: 'superadmin', tenant_id: null }
    assert.isFalse(new UserAccess([boss], null).can('tenancy.view'))
    assert.isTrue(new UserAccess([boss, { role: 'viewer', tenant_id: 'a' }], null).can('tenancy.manage_owners'))
    assert.isTrue(new UserAccess([boss], null).can('identity.view_users'))
  })

  test('an unknown permission is held by superadmins alone', ({ assert }) => {
    assert.isFalse(new UserAccess(GRANTS, 'a').can('no.such_permission'))
    assert.isTrue(new UserAccess([{ role: 'superadmin', tenant_id: null }], null).can('no.such_permission'))
  })
})

test.group('The way back after signing in', () => {
  test('stays on this site', ({ assert }) => {
    for (const path of ['/', '/seller/products?page=2#x']) assert.equal(ownPath(path), path)
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/a b',
      '/x\r\nSet-Cookie: a=b',
      undefined,
      ['/'],
    ]) {
      assert.equal(ownPath(path), '/')
    }
  })
})
