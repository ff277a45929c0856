import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'

export const ledgerModule = defineModule({
  name: 'ledger',
  permissions: { 'ledger.view': { platform: ['admin', 'finance'] } },
  panels: definePanelEntries([
    {
      ...{ panel: 'operator', key: 'ledger.nav', icon: 'scale', route: 'operator.ledger.index' },
      ...{ permission: 'ledger.view', order: 100, group: 'panel.group_money' },
    },
  ]),
  jobs: { 'ledger.expire_holds': defineJob(() => import('#ledger/jobs/expire_holds')) },
  schedules: [{ job: 'ledger.expire_holds', everyMs: 10_000 }],
})
