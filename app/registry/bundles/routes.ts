import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { resolveValidator } from '#registry/validators/resolve_validator'

const Bundles = () => import('#registry/bundles/bundles_controller')

api(() => {
  operation(router.post('bundles', [Bundles, 'store']).as('bundles.store'), {
    id: 'exportBundle',
    summary: 'Plugins and all they need as one signed file of JSON lines, for a machine without a network; nothing is written',
    tag: 'Plugin registry',
    roles: ['public'],
    body: resolveValidator,
    responses: { 200: null },
  })
})
