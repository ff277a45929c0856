import router from '@adonisjs/core/services/router'
import { panel, publicPages } from '#start/groups'

const Search = () => import('#registry/controllers/public/plugin_search_controller')
const Public = () => import('#registry/controllers/public/plugins_controller')
const Installed = () => import('#registry/controllers/seller/plugins_controller')
const Settings = () => import('#registry/controllers/seller/plugin_settings_controller')
const Switches = () => import('#registry/controllers/seller/plugin_switches_controller')
const Versions = () => import('#registry/controllers/seller/plugin_versions_controller')
const Replays = () => import('#registry/controllers/seller/replays_controller')

publicPages(() => {
  router.get('plugins', [Search, 'index']).as('registry.plugins.index')
  router.get('plugins/:name', [Public, 'show']).as('registry.plugins.show')
})

/** A tenant's plugins, and on the operator's panel the platform's own: the same pages. */
panel('seller', 'runtime.view', installedPages)
panel('operator', 'runtime.operate', installedPages)

function installedPages() {
  router.get('plugins', [Installed, 'index']).as('plugins.index')
  router.get('plugins/waiting', [Versions, 'waiting']).as('plugins.waiting')
  router.get('plugins/install/:name', [Installed, 'create']).as('plugins.create')
  router.post('plugins/install/:name', [Installed, 'store']).as('plugins.store')
  router.get('plugins/:id', [Installed, 'show']).as('plugins.show')
  router.post('plugins/:id/settings', [Settings, 'update']).as('plugins.configure')
  router.post('plugins/:id/secrets/:name/remove', [Settings, 'forget']).as('plugins.forget_secret')
  router.post('plugins/:id/enable', [Switches, 'enable']).as('plugins.enable')
  router.get('plugins/:id/disable', [Switches, 'confirmDisable']).as('plugins.confirm_disable')
  router.post('plugins/:id/disable', [Switches, 'disable']).as('plugins.disable')
  router.post('plugins/:id/steer', [Switches, 'steer']).as('plugins.steer')
  router.get('plugins/:id/versions', [Versions, 'index']).as('plugins.versions')
  router.get('plugins/:id/update', [Versions, 'edit']).as('plugins.confirm_update')
  router.post('plugins/:id/update', [Versions, 'update']).as('plugins.update')
  router.post('plugins/:id/decline', [Versions, 'decline']).as('plugins.decline')
  router.post('plugins/:id/roll-back', [Versions, 'rollBack']).as('plugins.roll_back')
  router.get('plugins/:id/data', [Versions, 'data']).as('plugins.data')
  router.get('plugins/:id/export', [Switches, 'export']).as('plugins.export')
  router.get('plugins/:id/uninstall', [Switches, 'confirmUninstall']).as('plugins.confirm_uninstall')
  router.post('plugins/:id/uninstall', [Switches, 'uninstall']).as('plugins.uninstall')
  router.get('plugin-runs/:id/replay', [Replays, 'create']).as('plugin_runs.replay')
  router.post('plugin-runs/:id/replay', [Replays, 'store']).as('plugin_runs.replay_now')
}
