import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'

/** Who vouches for whom: domains that publishers prove, and administrators' word. */
export const verificationModule = defineModule({
  name: 'verification',
  panels: definePanelEntries([
    {
      panel: 'operator',
      key: 'verification.nav_overview',
      icon: 'chart-line',
      route: 'operator.registry.overview',
      permission: 'registry.statistics',
      order: 31,
      group: 'panel.group_plugins',
    },
    {
      panel: 'operator',
      key: 'verification.nav',
      icon: 'shield-check',
      route: 'operator.verification.publishers',
      permission: 'registry.verify',
      order: 37,
      group: 'panel.group_plugins',
    },
    {
      panel: 'publisher',
      key: 'verification.nav',
      icon: 'shield-check',
      route: 'publisher.verification.index',
      permission: 'registry.publish',
      order: 35,
    },
  ]),
  jobs: {
    'verification.look_again': defineJob(() => import('#registry/verification/jobs/look_again'), { queue: 'bulk', attempts: 3 }),
  },
  schedules: [{ job: 'verification.look_again', cron: '19 5 * * *' }],
})
