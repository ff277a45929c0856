import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { rawUpload } from '#core/http/openapi/uploads'
import { publishValidator } from '#registry/validators/publish_validator'
import { searchValidator } from '#registry/validators/search_validator'
import { BADGES, PUBLISH_RESULT, REGISTRY_ENTRY, SEARCH_RESULT, STATS, VERSION_ENTRY, YANKED } from '#registry/wire/wire_schemas'

const Plugins = () => import('#registry/controllers/api/plugins_controller')
const Versions = () => import('#registry/controllers/api/versions_controller')
const Publications = () => import('#registry/controllers/api/publications_controller')

const tag = 'Plugin registry'

/** The registry as older registry clients know it: these paths and shapes are a contract. */
api(() => {
  operation(router.post('plugins/search', [Plugins, 'search']).as('plugins.search'), {
    id: 'searchPlugins',
    summary: 'Search public plugins; pages count from 0',
    tag,
    roles: ['public'],
    body: searchValidator,
    responses: { 200: SEARCH_RESULT },
  })
  operation(router.post('plugins/publish', [Publications, 'store']).as('plugins.publish').use(middleware.apiAuth()), {
    id: 'publishPlugin',
    // With readme, changelog and a bill of materials; the parser's own limit.
    bodyLimit: 2 * 1024 * 1024,
    summary: 'Publish a version: with the module inline as base64, or in two steps without it',
    tag,
    roles: ['authenticated'],
    tokenScopes: ['publish-new', 'publish-update'],
    body: publishValidator,
    idempotent: true,
    responses: { 200: PUBLISH_RESULT },
  })
  operation(router.put('plugins/uploads/:id', [Publications, 'update']).as('plugins.upload'), {
    id: 'uploadPluginModule',
    summary: 'Send the module of a two-step publish to the address that the first step gave',
    upload: rawUpload('application/wasm', 'The module, with the size and checksum that the first step announced'),
    tag,
    roles: ['public'],
    responses: { 200: PUBLISH_RESULT },
  })
  operation(router.get('plugins/:name', [Plugins, 'show']).as('plugins.show'), {
    id: 'showPlugin',
    summary: 'A public plugin with its versions',
    tag,
    roles: ['public'],
    responses: { 200: REGISTRY_ENTRY },
  })
  operation(router.get('plugins/:name/badges', [Plugins, 'badges']).as('plugins.badges'), {
    id: 'listPluginBadges',
    summary: 'The badges a plugin earned, and why',
    tag,
    roles: ['public'],
    responses: { 200: BADGES },
  })
  operation(router.get('plugins/:name/versions/:version', [Plugins, 'version']).as('plugins.version'), {
    id: 'showPluginVersion',
    summary: 'One public version',
    tag,
    roles: ['public'],
    responses: { 200: VERSION_ENTRY },
  })
  operation(router.get('plugins/:name/versions/:version/download', [Versions, 'download']).as('plugins.download'), {
    id: 'downloadPluginVersion',
    summary: 'Redirects to a short-lived address of the module',
    tag,
    roles: ['public'],
    responses: { 307: null },
  })
  operation(router.delete('plugins/:name/versions/:version/yank', [Versions, 'yank']).as('plugins.yank').use(middleware.apiAuth()), {
    id: 'yankPluginVersion',
    summary: 'Take a version out of what new installations may choose',
    tag,
    roles: ['authenticated'],
    tokenScopes: ['yank'],
    responses: { 200: YANKED },
  })
  operation(router.get('stats', [Plugins, 'stats']).as('registry.stats'), {
    id: 'readRegistryStats',
    summary: 'Public figures of the registry',
    tag,
    roles: ['public'],
    responses: { 200: STATS },
  })
})
