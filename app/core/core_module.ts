import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'

export const coreModule = defineModule({
  name: 'core',
  jobs: {
    'core.seal_audit_log': defineJob(() => import('#core/audit/seal_audit_log')),
    'core.prune': defineJob(() => import('#core/jobs/prune')),
  },
  schedules: [
    { job: 'core.seal_audit_log', everyMs: 10_000 },
    { job: 'core.prune', cron: '17 3 * * *' },
  ],
})
