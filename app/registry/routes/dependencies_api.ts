import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { dependentsValidator, needsValidator, resolveValidator } from '#registry/validators/resolve_validator'
import { DEPENDENTS_PAGE, NEEDS_PAGE, RESOLVED, UNRESOLVABLE } from '#registry/wire/dependency_schemas'

const Dependencies = () => import('#registry/controllers/api/dependencies_controller')

const tag = 'Plugin registry'

api(() => {
  operation(router.post('resolve', [Dependencies, 'resolve']).as('plugins.resolve'), {
    id: 'resolvePlugins',
    summary: 'Which versions go together: a lockfile, or why there is none; nothing is written',
    tag,
    roles: ['public'],
    body: resolveValidator,
    responses: { 200: RESOLVED, 409: UNRESOLVABLE },
  })
  operation(router.get('plugins/:name/dependencies', [Dependencies, 'needs']).as('plugins.dependencies'), {
    id: 'listPluginDependencies',
    summary: 'What the current version needs, or the one named',
    tag,
    roles: ['public'],
    query: needsValidator,
    responses: { 200: NEEDS_PAGE },
  })
  operation(router.get('plugins/:name/dependents', [Dependencies, 'dependents']).as('plugins.dependents'), {
    id: 'listPluginDependents',
    summary: 'Which public plugins need this one, or do not work beside it',
    tag,
    roles: ['public'],
    query: dependentsValidator,
    responses: { 200: DEPENDENTS_PAGE },
  })
})
