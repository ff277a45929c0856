import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { PRODUCT_EVENTS } from '#search/product_events'

const INDEX_PRODUCT = 'search.index_product'

export const searchModule = defineModule({
  name: 'search',
  jobs: {
    [INDEX_PRODUCT]: defineJob(() => import('#search/jobs/index_product'), { queue: 'events', attempts: 12, batch: true }),
    'search.maintain': defineJob(() => import('#search/jobs/maintain')),
  },
  subscriptions: Object.fromEntries(PRODUCT_EVENTS.map((name) => [name, [INDEX_PRODUCT]])),
  schedules: [{ job: 'search.maintain', cron: '41 * * * *' }],
})
