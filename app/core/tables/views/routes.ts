import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Views = () => import('#core/tables/views/controllers/views_controller')

panel('account', null, () => {
  router.get('views/new', [Views, 'create']).as('views.create')
  router.post('views', [Views, 'store']).as('views.store')
  router.post('views/choose', [Views, 'choose']).as('views.choose')
  router.get('views/:id', [Views, 'edit']).as('views.edit')
  router.post('views/:id', [Views, 'update']).as('views.update')
  router.post('views/:id/save', [Views, 'save']).as('views.save')
  router.get('views/:id/remove', [Views, 'confirmRemoval']).as('views.confirm_removal')
  router.post('views/:id/remove', [Views, 'destroy']).as('views.destroy')
}).where('id', router.matchers.uuid())
