import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { productQuota } from '#catalog/quotas'
import { settingsOf } from '#tenancy/quotas/define_quota'

export const catalogModule = defineModule({
  name: 'catalog',
  objects: { product: async (id) => (await import('#catalog/queries/find_product_object')).findProductObject(id) },
  permissions: {
    'catalog.view': { platform: ['admin', 'moderator', 'support'], tenant: ['owner', 'admin', 'user', 'viewer'] },
    'catalog.manage': { tenant: ['owner', 'admin', 'user'] },
    'catalog.manage_categories': { platform: ['admin'] },
  },
  settings: settingsOf(productQuota),
  subscriptions: {
    'tenancy.verification_submitted.v1': ['catalog.ask_company_check'],
    'tenancy.tenant_closed.v1': ['catalog.close_seller'],
  },
  jobs: {
    'catalog.enrich_product': defineJob(() => import('#catalog/jobs/enrich_product'), { queue: 'plugins', attempts: 3 }),
    'catalog.close_seller': defineJob(() => import('#catalog/jobs/close_seller'), { queue: 'events' }),
    'catalog.ask_company_check': defineJob(() => import('#catalog/jobs/ask_company_check'), { queue: 'plugins', attempts: 3 }),
    'catalog.release_expired': defineJob(() => import('#catalog/jobs/release_expired')),
  },
  panels: definePanelEntries([
    {
      panel: 'seller',
      key: 'catalog.nav_products',
      icon: 'package',
      route: 'seller.products.index',
      permission: 'catalog.view',
      order: 10,
      group: 'panel.group_catalog',
    },
  ]),
  shell: {
    categories: async (ctx) => (await import('#catalog/shop_menu')).shopMenu(ctx),
  },
  schedules: [{ job: 'catalog.release_expired', everyMs: 15_000 }],
})
