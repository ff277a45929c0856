import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Plugins = () => import('#registry/controllers/publisher/plugins_controller')
const Uploads = () => import('#registry/controllers/publisher/uploads_controller')
const Versions = () => import('#registry/controllers/publisher/versions_controller')

panel('publisher', 'registry.publish', () => {
  router.get('/', [Plugins, 'home']).as('home')
  router.get('plugins', [Plugins, 'index']).as('plugins.index')
  router.get('plugins/new', [Uploads, 'create']).as('uploads.create')
  router.post('plugins/new', [Uploads, 'store']).as('uploads.store')
  router.get('plugins/:id', [Plugins, 'show']).as('plugins.show')
  router.get('versions/:id', [Versions, 'show']).as('versions.show')
  router.get('versions/:id/yank', [Versions, 'confirmYank']).as('yanks.create')
  router.post('versions/:id/yank', [Versions, 'yank']).as('yanks.store')
  router.post('versions/:id/unyank', [Versions, 'unyank']).as('yanks.destroy')
})
