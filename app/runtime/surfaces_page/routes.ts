import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Surfaces = () => import('#runtime/surfaces_page/controllers/surfaces_controller')
const Blocks = () => import('#runtime/blocks/controllers/blocks_controller')

/** The same pages in both panels: a company's own plugins, and the platform's own. */
function surfacePages() {
  router.get('plugins/:id/surfaces', [Surfaces, 'show']).as('plugins.surfaces')
  router.post('plugins/:id/schedules/:schedule/run', [Surfaces, 'run']).as('plugins.run_schedule')
  router.post('plugins/:id/undelivered/redeliver', [Surfaces, 'redeliver']).as('plugins.redeliver_events')
  router.post('plugins/:id/undelivered/discard', [Surfaces, 'discard']).as('plugins.discard_events')
  router.get('plugins/:id/blocks/:block', [Blocks, 'show']).as('plugins.block')
  router.post('plugins/:id/blocks/:block/:action', [Blocks, 'act']).as('plugins.block_action')
}

panel('seller', 'runtime.view', () => {
  router.get('plugin-blocks', [Blocks, 'index']).as('plugin_blocks.index')
  surfacePages()
  router.post('plugins/:id/exports/:name', [Surfaces, 'export']).as('plugins.start_export')
  router.get('plugins/:id/exports/:export/download', [Surfaces, 'download']).as('plugins.download_export')
})

panel('operator', 'runtime.operate', () => surfacePages())
