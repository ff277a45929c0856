import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { appealDays, closeDays, reportHours, reportsPerHour } from '#registry/reports/settings'
import { quarantineDays, quarantineNoticeHours } from '#registry/takedowns/settings'

/** What keeps the registry trustworthy: hiding, the kill switch, the public log. */
export const trustModule = defineModule({
  name: 'trust',
  permissions: {
    'trust.withdraw': { platform: ['moderator', 'admin'] },
    'trust.kill': { platform: ['admin'] },
  },
  panels: definePanelEntries([
    {
      panel: 'moderator',
      key: 'trust.nav_plugins',
      icon: 'shield-x',
      route: 'moderator.registry_plugins.index',
      permission: 'trust.withdraw',
      order: 20,
    },
    {
      panel: 'moderator',
      key: 'trust.quarantines',
      icon: 'shield-lock',
      route: 'moderator.registry_quarantines.index',
      permission: 'trust.withdraw',
      order: 25,
    },
    {
      panel: 'operator',
      key: 'trust.nav_plugins',
      icon: 'shield-x',
      route: 'operator.registry_plugins.index',
      permission: 'trust.withdraw',
      order: 35,
      group: 'panel.group_plugins',
    },
    {
      panel: 'operator',
      key: 'killswitch.nav',
      icon: 'shield-x',
      route: 'operator.digests.index',
      permission: 'trust.kill',
      order: 36,
      group: 'panel.group_plugins',
    },
    {
      panel: 'moderator',
      key: 'killswitch.nav',
      icon: 'shield-x',
      route: 'moderator.digests.index',
      permission: 'trust.withdraw',
      order: 22,
    },
  ]),
  settings: [quarantineDays, quarantineNoticeHours, reportHours, reportsPerHour, appealDays, closeDays],
  jobs: {
    'trust.end_quarantines': defineJob(() => import('#registry/takedowns/jobs/end_quarantines'), { queue: 'events', attempts: 5 }),
    'trust.watch_reports': defineJob(() => import('#registry/reports/jobs/watch_reports'), { queue: 'events', attempts: 5 }),
    'trust.mail_reporters': defineJob(() => import('#registry/reports/jobs/mail_reporters'), { queue: 'events', attempts: 30 }),
    'trust.seal_log': defineJob(() => import('#registry/log/seal_log'), { queue: 'events', attempts: 5 }),
    'trust.stop_blocked': defineJob(() => import('#registry/kill_switch/stop_blocked'), { queue: 'events', attempts: 30 }),
  },
  subscriptions: {
    'registry.digest_blocked.v1': ['trust.stop_blocked'],
    'registry.report_decided.v1': ['trust.mail_reporters'],
  },
  schedules: [
    { job: 'trust.end_quarantines', everyMs: 60_000 },
    { job: 'trust.watch_reports', everyMs: 60_000 },
    { job: 'trust.seal_log', everyMs: 5_000 },
  ],
})
