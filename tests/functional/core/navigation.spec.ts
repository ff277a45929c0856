import { test } from '@japa/runner'
import { navigationOf, panelOfRoute, panelsOf } from '#core/panels/navigation'
import type { Access } from '#core/rights'

const holding = (...permissions: string[]): Access => ({
  tenantId: null,
  platformRoles: [],
  tenantRole: null,
  customRoleIds: [],
  can: (code) => permissions.includes(code),
})

const keysOf = (access: Access) => navigationOf('operator', access, '/operator/audit').flatMap(({ items }) => items.map(({ key }) => key))

test.group('Navigation', () => {
  test('shows what the right opens and nothing else', ({ assert }) => {
    assert.include(keysOf(holding('core.audit')), 'core.nav_audit')
    assert.notInclude(keysOf(holding('core.audit')), 'core.nav_settings')
    assert.isEmpty(keysOf(holding()))
  })

  test('lights up the page one is on, not the ones above it', ({ assert }) => {
    const items = navigationOf('operator', holding('core.operate', 'core.audit'), '/operator/audit/7').flatMap((group) => group.items)
    assert.deepEqual(
      items.filter(({ isCurrent }) => isCurrent).map(({ key }) => key),
      ['core.nav_audit']
    )
  })

  test('a page without an entry of its own lights up the one it belongs to', ({ assert }) => {
    const lit = (path: string) =>
      navigationOf('account', holding('tenancy.view'), path)
        .flatMap(({ items }) => items)
        .filter(({ isCurrent }) => isCurrent)
        .map(({ key }) => key)
    assert.deepEqual(lit('/account/passkeys/new'), ['security.nav'])
    assert.deepEqual(lit('/account/credentials'), ['tenancy.nav_company'])
    assert.deepEqual(lit('/account/credentials-of-others'), [])
  })

  test('a panel is offered when at least one page of it may be opened', ({ assert }) => {
    assert.include(
      panelsOf(holding('core.audit'), null).map(({ name }) => name),
      'operator'
    )
    assert.notInclude(
      panelsOf(holding(), null).map(({ name }) => name),
      'operator'
    )
  })

  test('the panel of a page follows from its route', ({ assert }) => {
    assert.equal(panelOfRoute('seller.products.index'), 'seller')
    assert.isNull(panelOfRoute('shop.home'))
    assert.isNull(panelOfRoute(undefined))
  })
})
