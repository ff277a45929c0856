import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Ending = DomainEvent<{ plugin: string; owner_user_id: string | null; on_expiry: string; expires_at: string }>

/** A quarantine ends soon: whoever owns it hears what will happen; the operators do where its owner is gone. */
@inject()
export default class TellQuarantineEnding implements Job<Ending> {
  constructor(private notify: Notify) {}

  async handle(event: Ending) {
    const { plugin, owner_user_id: owner, on_expiry: onExpiry, expires_at: expiresAt } = event.payload
    await this.notify.handle(event, {
      userIds: owner ? [owner] : await listOperators(),
      kind: 'registry.quarantine_ending',
      params: { plugin, on_expiry: onExpiry, expires_at: expiresAt.slice(0, 16).replace('T', ' ') },
      link: `/moderator/registry-plugins/${event.aggregateId}`,
      mail: true,
    })
  }
}
