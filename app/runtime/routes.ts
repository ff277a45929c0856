import '#runtime/endpoints/routes'
import '#runtime/surfaces_page/routes'
import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const PluginRuns = () => import('#runtime/controllers/operator/plugin_runs_controller')
const OwnRuns = () => import('#runtime/controllers/seller/plugin_runs_controller')
const Installations = () => import('#runtime/controllers/operator/installations_controller')

panel('operator', 'runtime.operate', () => {
  router.get('plugin-runs', [PluginRuns, 'index']).as('plugin_runs.index')
  router.get('plugin-runs/:id', [PluginRuns, 'show']).as('plugin_runs.show')
  router.get('installations', [Installations, 'index']).as('installations.index')
  router.get('installations/:id', [Installations, 'show']).as('installations.show')
  router.post('installations/:id/enable', [Installations, 'switchOn']).as('installations.enable')
  router.get('installations/:id/disable', [Installations, 'confirmDisable']).as('installations.confirm_disable')
  router.post('installations/:id/disable', [Installations, 'switchOff']).as('installations.disable')
})

panel('seller', 'runtime.view', () => {
  router.get('plugin-runs', [OwnRuns, 'index']).as('plugin_runs.index')
  router.get('plugin-runs/:id', [OwnRuns, 'show']).as('plugin_runs.show')
})
