import router from '@adonisjs/core/services/router'

const ProviderNotices = () => import('#payments/controllers/webhooks/provider_notices_controller')

router.post('webhooks/payments/:provider', [ProviderNotices, 'store']).as('webhooks.payments.store')
