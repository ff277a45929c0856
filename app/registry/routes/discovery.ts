import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { PLUGIN_LIST } from '#registry/wire/discovery_schemas'
import { listPluginsValidator } from '#registry/validators/search_validator'

const Plugins = () => import('#registry/controllers/api/plugins_controller')

const tag = 'Plugin registry'

/** What plugins are found by, besides the routes older clients know. */
api(() => {
  operation(router.get('plugins', [Plugins, 'index']).as('plugins.index'), {
    id: 'listPlugins',
    summary: 'Public plugins by words and filters, a page at a time by cursor, with counts of what they can be narrowed by',
    tag,
    roles: ['public'],
    query: listPluginsValidator,
    responses: { 200: PLUGIN_LIST },
  })
})
