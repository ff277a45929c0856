import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { INSTALLATION, INSTALLATIONS, RUNS } from '#registry/wire/wire_schemas'
import { installValidator, runsValidator, settingsValidator } from '#registry/validators/installation_validator'

const Installations = () => import('#registry/controllers/api/installations_controller')

const tag = 'Plugin installations'
const readers: OperationRole[] = ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer']
const managers: OperationRole[] = ['tenant:owner', 'tenant:admin']

/** The plugins of the tenant the token names. */
api(() => {
  router
    .group(() => {
      operation(router.get('installations', [Installations, 'index']).as('installations.index'), {
        id: 'listInstallations',
        summary: 'The plugins of your tenant, with the figures of the last day',
        tag,
        roles: readers,
        responses: { 200: INSTALLATIONS },
      })
      operation(router.post('installations', [Installations, 'store']).as('installations.store').use(middleware.idempotency()), {
        id: 'installPlugin',
        summary: 'Install a published version; consent names exactly the capabilities it asks for',
        tag,
        roles: managers,
        body: installValidator,
        idempotent: true,
        responses: { 201: INSTALLATION },
      })
      operation(router.get('installations/:id', [Installations, 'show']).as('installations.show'), {
        id: 'showInstallation',
        summary: 'One of your plugins',
        tag,
        roles: readers,
        responses: { 200: INSTALLATION },
      })
      operation(router.patch('installations/:id/settings', [Installations, 'updateSettings']).as('installations.settings'), {
        id: 'configureInstallation',
        summary: 'Replace the settings; each fault names its field',
        tag,
        roles: managers,
        body: settingsValidator,
        responses: { 200: INSTALLATION },
      })
      operation(router.post('installations/:id/enable', [Installations, 'switchOn']).as('installations.enable'), {
        id: 'enableInstallation',
        summary: 'Switch a plugin on, also one that was switched off because it kept failing',
        tag,
        roles: managers,
        responses: { 200: INSTALLATION },
      })
      operation(router.post('installations/:id/disable', [Installations, 'switchOff']).as('installations.disable'), {
        id: 'disableInstallation',
        summary: 'Switch a plugin off',
        tag,
        roles: managers,
        responses: { 200: INSTALLATION },
      })
      operation(router.delete('installations/:id', [Installations, 'destroy']).as('installations.destroy'), {
        id: 'uninstallPlugin',
        summary: 'Remove a plugin with its settings',
        tag,
        roles: managers,
        responses: { 204: null },
      })
      operation(router.get('installations/:id/runs', [Installations, 'runs']).as('installations.runs'), {
        id: 'listInstallationRuns',
        summary: 'Single runs of a plugin, newest first',
        tag,
        roles: readers,
        query: runsValidator,
        responses: { 200: RUNS },
      })
    })
    .use(middleware.apiAuth())
})
