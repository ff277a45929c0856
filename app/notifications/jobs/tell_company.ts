import { inject } from '@adonisjs/core'
import { Notify, type Notice } from '#notifications/actions/notify'
import { listTenantRecipients } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Payload = { quota: string; plan: string; level: number; decision: string; to_user_id: string }
type Told = Pick<Notice, 'kind' | 'params' | 'link'> & { userIds?: string[] }

/** What each event says to the company's people; their owners and admins hear of it unless it names somebody. */
const WORDS: Record<string, (payload: Payload) => Told> = {
  'tenancy.quota_near.v1': ({ quota, plan, level }) => ({
    kind: level === 100 ? 'tenancy.quota_reached' : 'tenancy.quota_near',
    params: { quota, plan },
    link: '/account/company',
  }),
  'tenancy.verification_decided.v1': ({ decision }) => ({
    kind: `tenancy.verification_${decision}`,
    params: {},
    link: '/seller/verification',
  }),
  'tenancy.ownership_offered.v1': ({ to_user_id: userId }) => ({
    ...{ kind: 'tenancy.ownership_offered', params: {}, link: '/account/members' },
    userIds: [userId],
  }),
}

/** Tells a company's people what became of its plan, its verification and its ownership. */
@inject()
export default class TellCompany implements Job<DomainEvent<Payload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<Payload>) {
    const { userIds, ...told } = WORDS[event.name](event.payload)
    if (!event.tenantId) return
    const readers = userIds ?? (await listTenantRecipients(event.tenantId, ['owner', 'admin']))
    await this.notify.handle(event, { ...told, userIds: readers, mail: true })
  }
}
