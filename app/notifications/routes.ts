import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Notifications = () => import('#notifications/controllers/account/notifications_controller')

panel('account', null, () => {
  router.get('notifications', [Notifications, 'index']).as('notifications.index')
  router.get('notifications/:id', [Notifications, 'show']).as('notifications.show')
  router.post('notifications/read', [Notifications, 'readAll']).as('notifications.read')
})
