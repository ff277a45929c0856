import '#registry/advisories/routes'
import '#registry/reports/routes'
import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { digestValidator, logValidator, quarantineValidator, restoreValidator, takedownValidator } from '#registry/takedowns/validators'
import { takenDownListValidator, versionQuarantineValidator } from '#registry/takedowns/validators'
import {
  JUDGED_DIGEST,
  JUDGED_DIGESTS,
  LOG,
  RESTRICTED_PUBLISHER,
  TAKEN_DOWN,
  WITHDRAWN,
  WITHDRAWN_VERSION,
} from '#registry/takedowns/trust_schemas'

const Takedowns = () => import('#registry/takedowns/controllers/takedowns_controller')
const Watched = () => import('#registry/takedowns/controllers/watched_plugins_controller')
const Versions = () => import('#registry/takedowns/controllers/watched_versions_controller')
const Publishers = () => import('#registry/takedowns/controllers/watched_publishers_controller')
const VersionTakedowns = () => import('#registry/takedowns/controllers/version_takedowns_controller')
const Log = () => import('#registry/log/log_controller')
const DigestPages = () => import('#registry/kill_switch/digest_pages_controller')
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
  operation(router.get('admin/digests', [Digests, 'index']).as('admin.digests.index'), {
    ...{ ...moderators, id: 'listJudgedDigests', summary: 'What the kill switch judged, and how much it stopped' },
    query: takenDownListValidator,
    responses: { 200: JUDGED_DIGESTS },
  })
  operation(
    router.post('admin/plugins/:name/versions/:version/quarantine', [VersionTakedowns, 'quarantine']).as('admin.versions.quarantine'),
    {
      ...{ ...moderators, id: 'quarantineVersion', summary: 'Hide one version for some days; what happens then is said now' },
      body: versionQuarantineValidator,
      responses: { 200: WITHDRAWN_VERSION },
    }
  )
  operation(router.post('admin/plugins/:name/versions/:version/release', [VersionTakedowns, 'release']).as('admin.versions.release'), {
    ...{ ...moderators, id: 'releaseVersion', summary: 'Show a version again that is in quarantine' },
    body: takedownValidator,
    responses: { 200: WITHDRAWN_VERSION },
  })
  operation(router.post('admin/plugins/:name/versions/:version/remove', [VersionTakedowns, 'remove']).as('admin.versions.remove'), {
    ...{
      ...moderators,
      id: 'removeVersion',
      summary: 'Withhold the bytes of a version in quarantine for good; number and digest stay known',
    },
    body: takedownValidator,
    responses: { 200: WITHDRAWN_VERSION },
  })
  operation(router.post('admin/publishers/:slug/restrict', [VersionTakedowns, 'restrict']).as('admin.publishers.restrict'), {
    ...{ ...moderators, id: 'restrictPublisher', summary: 'Have whatever a publisher submits wait for a moderator' },
    body: takedownValidator,
    responses: { 200: RESTRICTED_PUBLISHER },
  })
  operation(router.post('admin/publishers/:slug/lift', [VersionTakedowns, 'lift']).as('admin.publishers.lift'), {
    ...{ ...moderators, id: 'liftPublisher', summary: 'End the restriction of a publisher' },
    body: takedownValidator,
    responses: { 200: RESTRICTED_PUBLISHER },
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
  router.get('registry-plugins/:id/versions/:version_id/withdraw/:act', [Versions, 'create']).as('registry_versions.create')
  router.post('registry-plugins/:id/versions/:version_id/withdraw', [Versions, 'store']).as('registry_versions.store')
  router.get('quarantines', [Versions, 'index']).as('registry_quarantines.index')
  router.get('registry-publishers/:id/restriction', [Publishers, 'create']).as('registry_publishers.create')
  router.post('registry-publishers/:id/restriction', [Publishers, 'store']).as('registry_publishers.store')
}

/** Moderators look on; what is stopped everywhere at once is an operator's to decide. */
panel('moderator', 'trust.withdraw', judgedPages)
panel('operator', 'trust.kill', () => {
  router.get('digests/new', [DigestPages, 'create']).as('digests.create')
  router.post('digests', [DigestPages, 'block']).as('digests.store')
  router.get('digests/:digest/:verdict', [DigestPages, 'confirm']).as('digests.confirm')
  router.post('digests/:digest/:verdict', [DigestPages, 'update']).as('digests.update')
  judgedPages()
})

function judgedPages() {
  router.get('digests', [DigestPages, 'index']).as('digests.index')
  router.get('digests/:digest', [DigestPages, 'show']).as('digests.show')
}
