import { defineJob } from '#core/jobs/types'
import { jobsForPlugins } from '#runtime/subscriptions/tell_plugins'
import { surfaceSettings } from '#runtime/surfaces_settings'

/** What the surfaces of plugins bring to the domain's module. */
export const surfaces = {
  settings: surfaceSettings,
  relay: jobsForPlugins,
  jobs: {
    'runtime.deliver_events': defineJob(() => import('#runtime/subscriptions/jobs/deliver_events'), { queue: 'events' }),
    'runtime.deliver_event': defineJob(() => import('#runtime/subscriptions/jobs/deliver_event'), { queue: 'events' }),
    'runtime.tick_schedules': defineJob(() => import('#runtime/schedules/jobs/tick_schedules')),
    'runtime.run_schedule': defineJob(() => import('#runtime/schedules/jobs/run_schedule')),
    'runtime.prune_ticks': defineJob(() => import('#runtime/schedules/jobs/prune_ticks')),
  },
  subscriptions: { 'runtime.schedule_due.v1': ['runtime.run_schedule'] },
  schedules: [
    { job: 'runtime.tick_schedules', cron: '* * * * *' },
    { job: 'runtime.prune_ticks', cron: '11 4 * * *' },
  ],
}
