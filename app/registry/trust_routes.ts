import '#registry/advisories/routes'
import '#registry/reports/routes'
import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { digestValidator, logValidator, quarantineValidator, restoreValidator, takedownValidator } from '#registry/takedowns/validators'
import { takenDownListValidator } from '#registry/takedowns/validators'
import { JUDGED_DIGEST, LOG, TAKEN_DOWN, WITHDRAWN } from '#registry/takedowns/trust_schemas'

const Takedowns = () => import('#registry/takedowns/controllers/takedowns_controller')
const Watched = () => import('#registry/takedowns/controllers/watched_plugins_controller')
const Log = () => import('#registry/log/log_controller')
const Digests = () => import('#registry/kill_switch/digests_controller')

const tag = 'Plugin trust'
const moderators = { tag, roles: ['moderator', 'admin', 'superadmin'] as OperationRole[] }
const admins = { tag, roles: ['admin', 'superadmin'] as OperationRole[] }

api(() => {
  operation(router.get('log', [Log, 'index']).as('registry.log'), {
    id: 'readPublicLog',
    summary: 'What happened in the registry, in order, chained by hash and signed',
    tag,
    roles: ['public'],
    query: logValidator,
    responses: { 200: LOG },
  })
})

api(() => {
  operation(router.get('admin/plugins/taken-down', [Takedowns, 'index']).as('admin.plugins.taken_down'), {
    ...{ ...moderators, id: 'listTakenDownPlugins', summary: 'Plugins that are hidden from everybody, and why' },
    query: takenDownListValidator,
    responses: { 200: TAKEN_DOWN },
  })
  operation(router.post('admin/plugins/:name/takedown', [Takedowns, 'takeDown']).as('admin.plugins.takedown'), {
    ...{ ...moderators, id: 'takeDownPlugin', summary: 'Hide a plugin from everybody and stop it wherever it runs' },
    body: takedownValidator,
    responses: { 200: WITHDRAWN },
  })
  operation(router.post('admin/plugins/:name/restore', [Takedowns, 'restore']).as('admin.plugins.restore'), {
    ...{ ...moderators, id: 'restorePlugin', summary: 'Bring a hidden plugin back; nothing is switched on by that' },
    body: restoreValidator,
    responses: { 200: WITHDRAWN },
  })
  operation(router.post('admin/plugins/:name/quarantine', [Takedowns, 'quarantine']).as('admin.plugins.quarantine'), {
    ...{ ...moderators, id: 'quarantinePlugin', summary: 'Hide a plugin for some days; what happens then is said now' },
    body: quarantineValidator,
    responses: { 200: WITHDRAWN },
  })
  operation(router.post('admin/digests/:digest/block', [Digests, 'block']).as('admin.digests.block'), {
    ...{ ...admins, id: 'blockDigest', summary: 'Kill switch: bytes nobody may fetch, upload, install or run any more' },
    body: digestValidator,
    responses: { 200: JUDGED_DIGEST },
  })
  operation(router.post('admin/digests/:digest/allow', [Digests, 'allow']).as('admin.digests.allow'), {
    ...{ ...admins, id: 'allowDigest', summary: 'Take the kill switch back' },
    body: digestValidator,
    responses: { 200: JUDGED_DIGEST },
  })
}).use(middleware.apiAuth())

panel('moderator', 'trust.withdraw', watchedPages)
panel('operator', 'trust.withdraw', watchedPages)

function watchedPages() {
  router.get('registry-plugins', [Watched, 'index']).as('registry_plugins.index')
  router.get('registry-plugins/:id', [Watched, 'show']).as('registry_plugins.show')
  router.get('registry-plugins/:id/withdraw/:act', [Watched, 'create']).as('registry_plugins.create')
  router.post('registry-plugins/:id/withdraw', [Watched, 'store']).as('registry_plugins.store')
}
