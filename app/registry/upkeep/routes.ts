import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { SUCCESS } from '#registry/wire/wire_schemas'
import { UPKEEP } from '#registry/upkeep/upkeep_json'
import { upkeepValidator } from '#registry/upkeep/validators'

const Upkeep = () => import('#registry/upkeep/controllers/upkeep_api_controller')
const Pages = () => import('#registry/upkeep/controllers/upkeep_pages_controller')

const shared = { tag: 'Plugin registry', roles: ['authenticated' as const] }

api(() => {
  operation(router.patch('plugins/:name', [Upkeep, 'update']).as('plugins.update'), {
    ...{ ...shared, id: 'changePlugin', summary: 'Deprecate a plugin of yours, name a replacement, archive it, or take that back' },
    body: upkeepValidator,
    responses: { 200: UPKEEP },
  })
  operation(router.delete('plugins/:name', [Upkeep, 'destroy']).as('plugins.destroy'), {
    ...{
      ...shared,
      id: 'deletePlugin',
      summary: 'Delete a plugin of yours in its first 72 hours, while nobody uses it; its name stays used',
    },
    responses: { 204: null },
  })
  operation(router.post('plugins/:name/versions/:version/unyank', [Upkeep, 'unyank']).as('plugins.unyank'), {
    ...{ ...shared, id: 'unyankPluginVersion', summary: 'Let new installations choose a yanked version again' },
    tokenScopes: ['yank'],
    responses: { 200: SUCCESS },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('plugins/:id/upkeep', [Pages, 'show']).as('upkeep.show')
  router.post('plugins/:id/deprecation', [Pages, 'deprecate']).as('upkeep.deprecate')
  router.get('plugins/:id/upkeep/:act', [Pages, 'confirm']).as('upkeep.confirm')
  router.post('plugins/:id/upkeep/:act', [Pages, 'store']).as('upkeep.store')
})
