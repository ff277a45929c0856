import router from '@adonisjs/core/services/router'
import { RouterFactory } from '@adonisjs/core/factories/http'
import { test } from '@japa/runner'
import { assertGuarded, findUnguarded } from '#core/http/route_guards'
import { OPEN_ROUTES } from '#start/open_routes'
import { middleware } from '#start/kernel'

const handler = () => 'hello'

/** Routes of a router of their own, as a domain could plant them. */
function planted() {
  const own = new RouterFactory().create()
  own.get('treasury', handler)
  own.post('api/v1/treasury/spend', handler).as('api.treasury.spend')
  own.get('operator/treasury', handler).use([middleware.auth(), middleware.panel({ permission: null })])
  own.get('account/treasury', handler).use([middleware.auth(), middleware.panel({ permission: null })])
  own.get('operator/vault', handler).use([middleware.auth(), middleware.panel({ permission: 'core.settings' })])
  own.get('signed-in', handler).use(middleware.auth())
  own.commit()
  return Object.values(own.toJSON()).flat()
}

/** Without those that other tests add. */
const ownRoutes = () =>
  Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => !pattern.startsWith('/api/test/'))

test.group('Doors nobody thought about', () => {
  test('every route of the platform is guarded or declared open', ({ assert }) => {
    const routes = ownRoutes()
    assert.isAbove(routes.length, 300)
    assert.deepEqual(findUnguarded(routes, OPEN_ROUTES), [])
  })

  test('what is declared open exists: a list of the past would hide the next one', ({ assert }) => {
    const patterns = new Set(ownRoutes().map(({ pattern }) => pattern))
    assert.deepEqual(
      Object.keys(OPEN_ROUTES).filter((pattern) => !patterns.has(pattern)),
      []
    )
  })

  test('a planted route stops the boot: without a guard, without an operation, in a panel without a permission', ({ assert }) => {
    const complaints = findUnguarded(planted())
    assert.lengthOf(complaints, 3)
    assert.match(complaints.join('\n'), /\/treasury: it asks nobody/)
    assert.match(complaints.join('\n'), /\/api\/v1\/treasury\/spend: it is no operation/)
    assert.match(complaints.join('\n'), /\/operator\/treasury: its panel asks for no permission/)
    assert.throws(() => assertGuarded(planted(), OPEN_ROUTES), /Routes without a guard/)
  })
})
