import { usedOf } from '#tenancy/quotas/counted'
import { defineQuota } from '#tenancy/quotas/define_quota'

/** Hidden products do not count. */
export const productQuota = defineQuota({
  name: 'products',
  per: 'total',
  setting: 'tenancy.products',
  most: { FREE: 500, STARTER: 5_000, PRO: 100_000, ENTERPRISE: 10_000_000 },
  used: usedOf('products'),
})
