import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'

export const ledgerModule = defineModule({
  name: 'ledger',
  jobs: { 'ledger.expire_holds': defineJob(() => import('#ledger/jobs/expire_holds')) },
  schedules: [{ job: 'ledger.expire_holds', everyMs: 10_000 }],
})
