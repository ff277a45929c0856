import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'

const Ledger = () => import('#ledger/controllers/operator/ledger_controller')

panel('operator', 'ledger.view', () => {
  router.get('ledger', [Ledger, 'index']).as('ledger.index')
  router.get('ledger/accounts', [Ledger, 'accounts']).as('ledger.accounts')
  router.get('ledger/transactions/:id', [Ledger, 'show']).as('ledger.show')
  router.post('ledger/verify', [Ledger, 'verify']).as('ledger.verify')
})
