import router from '@adonisjs/core/services/router'
import { panel, publicPages } from '#start/groups'

const Public = () => import('#registry/controllers/public/plugins_controller')
const Installed = () => import('#registry/controllers/seller/plugins_controller')
const Switches = () => import('#registry/controllers/seller/plugin_switches_controller')

publicPages(() => {
  router.get('plugins', [Public, 'index']).as('registry.plugins.index')
  router.get('plugins/:name', [Public, 'show']).as('registry.plugins.show')
})

panel('seller', 'runtime.view', () => {
  router.get('plugins', [Installed, 'index']).as('plugins.index')
  router.get('plugins/install/:name', [Installed, 'create']).as('plugins.create')
  router.post('plugins/install/:name', [Installed, 'store']).as('plugins.store')
  router.get('plugins/:id', [Installed, 'show']).as('plugins.show')
  router.post('plugins/:id/settings', [Installed, 'configure']).as('plugins.configure')
  router.post('plugins/:id/enable', [Switches, 'enable']).as('plugins.enable')
  router.get('plugins/:id/disable', [Switches, 'confirmDisable']).as('plugins.confirm_disable')
  router.post('plugins/:id/disable', [Switches, 'disable']).as('plugins.disable')
  router.get('plugins/:id/update', [Switches, 'confirmUpdate']).as('plugins.confirm_update')
  router.post('plugins/:id/update', [Switches, 'update']).as('plugins.update')
  router.post('plugins/:id/roll-back', [Switches, 'rollBack']).as('plugins.roll_back')
  router.get('plugins/:id/uninstall', [Switches, 'confirmUninstall']).as('plugins.confirm_uninstall')
  router.post('plugins/:id/uninstall', [Switches, 'uninstall']).as('plugins.uninstall')
})
