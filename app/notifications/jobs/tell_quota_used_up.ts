import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listTenantRecipients } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { QuotaUsedUpPayload } from '#runtime/quotas/tell_quota'

/** A company's plugins are not asked any more today: its owners and admins hear of it once. */
@inject()
export default class TellQuotaUsedUp implements Job<DomainEvent<QuotaUsedUpPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<QuotaUsedUpPayload>) {
    if (!event.tenantId) return
    await this.notify.handle(event, {
      userIds: await listTenantRecipients(event.tenantId, ['owner', 'admin']),
      kind: 'runtime.quota_used_up',
      params: { plan: event.payload.plan },
      link: '/seller/plugin-runs',
      mail: true,
    })
  }
}
