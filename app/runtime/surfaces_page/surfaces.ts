import { defineJob } from '#core/jobs/types'
import { findBlocks, listBlocks } from '#runtime/blocks/list_blocks'
import { jobsForPlugins } from '#runtime/subscriptions/tell_plugins'
import { panelOf } from '#runtime/blocks/find_block'
import type { HttpContext } from '@adonisjs/core/http'
import type { PanelEntry } from '#core/panels/panel_entry'

/** What the surfaces of plugins bring to the domain's module. */
export const surfaces = {
  panels: [
    {
      ...{ panel: 'seller', key: 'runtime.nav_blocks', icon: 'layout-dashboard', route: 'seller.plugin_blocks.index' },
      ...{ permission: 'runtime.view', order: 90, group: 'panel.group_plugins' },
    },
  ] satisfies PanelEntry[],
  blocks: (ctx: HttpContext) => listBlocks(ctx, panelOf(ctx)),
  palette: findBlocks,
  relay: jobsForPlugins,
  jobs: {
    'runtime.deliver_events': defineJob(() => import('#runtime/subscriptions/jobs/deliver_events'), { queue: 'plugins' }),
    'runtime.deliver_event': defineJob(() => import('#runtime/subscriptions/jobs/deliver_event'), { queue: 'plugins' }),
    'runtime.tick_schedules': defineJob(() => import('#runtime/schedules/jobs/tick_schedules')),
    'runtime.run_schedule': defineJob(() => import('#runtime/schedules/jobs/run_schedule'), { queue: 'plugins' }),
    'runtime.prune_ticks': defineJob(() => import('#runtime/schedules/jobs/prune_ticks')),
    'runtime.make_export': defineJob(() => import('#runtime/exports/jobs/make_export'), { queue: 'plugins', attempts: 4 }),
    'runtime.prune_exports': defineJob(() => import('#runtime/exports/jobs/prune_exports')),
    'runtime.remove_exports': defineJob(() => import('#runtime/exports/jobs/remove_exports')),
  },
  subscriptions: {
    'runtime.schedule_due.v1': ['runtime.run_schedule'],
    'runtime.export_requested.v1': ['runtime.make_export'],
    'runtime.plugin_uninstalled.v1': ['runtime.remove_exports'],
  },
  schedules: [
    { job: 'runtime.tick_schedules', cron: '* * * * *' },
    { job: 'runtime.prune_ticks', cron: '11 4 * * *' },
    { job: 'runtime.prune_exports', cron: '17 * * * *' },
  ],
}
