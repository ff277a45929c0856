import router from '@adonisjs/core/services/router'
import { publicPages } from '#start/groups'

const Reference = () => import('#core/controllers/public/reference_controller')

router.get('openapi.json', [Reference, 'document']).as('openapi')

publicPages(() => {
  router.get('docs', [Reference, 'show']).as('docs')
})
