import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { registrySettings } from '#registry/settings'

export const registryModule = defineModule({
  name: 'registry',
  permissions: {
    'registry.publish': {
      platform: ['admin', 'moderator', 'analyst', 'support', 'finance', 'user'],
      tenant: ['owner', 'admin', 'user'],
    },
  },
  settings: registrySettings,
  jobs: {
    'registry.collect_garbage': defineJob(() => import('#registry/jobs/collect_garbage'), { queue: 'bulk', attempts: 3 }),
    'registry.count_downloads': defineJob(() => import('#registry/jobs/count_downloads'), { queue: 'bulk', attempts: 3 }),
  },
  schedules: [
    { job: 'registry.collect_garbage', cron: '23 * * * *' },
    { job: 'registry.count_downloads', everyMs: 300_000 },
  ],
})
