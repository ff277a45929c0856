import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Payments = () => import('#payments/controllers/operator/payments_controller')
const ProviderNotices = () => import('#payments/controllers/webhooks/provider_notices_controller')

router.post('webhooks/payments/:provider', [ProviderNotices, 'store']).as('webhooks.payments.store')
// Some banks report by a GET whose query is signed.
router.get('webhooks/payments/:provider', [ProviderNotices, 'store']).as('webhooks.payments.report')

panel('operator', 'payments.view', () => {
  router.get('payments', [Payments, 'index']).as('payments.index')
  router.get('payments/:id', [Payments, 'show']).as('payments.show')
})
