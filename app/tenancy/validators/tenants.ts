import vine from '@vinejs/vine'
import { TENANT_PLANS } from '#tenancy/models/tenant'
import { TENANT_SORTS } from '#tenancy/tenants/list_tenants'

export const listTenantsValidator = vine.create({
  q: vine.string().trim().minLength(1).maxLength(100).optional(),
  plan: vine.enum(TENANT_PLANS).optional(),
  status: vine.enum(['active', 'suspended', 'closed'] as const).optional(),
  sort: vine.enum(TENANT_SORTS).optional(),
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(500).optional(),
})

export const planValidator = vine.create({
  plan: vine.enum(TENANT_PLANS),
  reason: vine.string().trim().minLength(3).maxLength(1_000),
})
