import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { scanningSettings } from '#registry/scanning/settings'

/** What looks at uploads, and the rules by which they go on. */
export const scanningModule = defineModule({
  name: 'scanning',
  permissions: { 'scanning.rules': { platform: ['admin'] } },
  panels: definePanelEntries([
    {
      panel: 'operator',
      key: 'scanning.nav_rules',
      icon: 'checklist',
      route: 'operator.upload_rules.index',
      permission: 'scanning.rules',
      order: 36,
      group: 'panel.group_plugins',
    },
  ]),
  settings: scanningSettings,
  jobs: {
    'scanning.retry_errored': defineJob(() => import('#registry/scanning/jobs/retry_errored'), { queue: 'bulk', attempts: 3 }),
    'scanning.continue_rescan': defineJob(() => import('#registry/scanning/jobs/continue_rescan'), { queue: 'bulk', attempts: 3 }),
    'scanning.look_for_copies': defineJob(() => import('#registry/scanning/jobs/look_for_copies'), { queue: 'bulk', attempts: 10 }),
  },
  subscriptions: {
    'registry.plugin_taken_down.v1': ['scanning.look_for_copies'],
    'registry.version_removed.v1': ['scanning.look_for_copies'],
    'registry.digest_blocked.v1': ['scanning.look_for_copies'],
  },
  schedules: [
    { job: 'scanning.retry_errored', everyMs: 60_000 },
    { job: 'scanning.continue_rescan', everyMs: 15_000 },
  ],
})
