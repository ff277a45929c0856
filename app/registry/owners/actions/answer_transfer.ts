import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { EndTransfer } from '#registry/owners/actions/end_transfer'
import { MeantForSomebodyElse } from '#registry/owners/exceptions'
import { transferHours } from '#registry/owners/settings'
import { findOffer, findOfferForUpdate, type OpenTransfer } from '#registry/owners/queries/find_transfer'
import { findJoinedPublisher } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

export type TransferAnswer = {
  actor: Actor
  user: { id: string; email: string }
  secret: string
  isAccepted: boolean
  publisher?: string | null
}

/** The one to whom a plugin was offered takes it, or not, in their own name or that of a publisher they belong to. Taken, it passes to them after the time to think it over. */
@inject()
export class AnswerTransfer {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly end: EndTransfer,
    private readonly settings: Settings
  ) {}

  async handle({ actor, user, secret, isAccepted, publisher }: TransferAnswer): Promise<OpenTransfer> {
    const { plugin_id: pluginId } = await findOffer(db, secret)
    const hours = await this.settings.get(transferHours)
    return db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from plugins where id = ? for update', [pluginId])
      const offer = await findOfferForUpdate(trx, secret)
      if (offer.to_email.toLowerCase() !== user.email.toLowerCase()) throw new MeantForSomebodyElse()
      if (!isAccepted) {
        await this.end.apply(trx, offer, { actor, as: 'declined' })
        return offer
      }
      const publisherId = publisher ? (await findJoinedPublisher(trx, actor, publisher)).id : null
      const completesAt = Clock.now().plus({ hours }).toJSDate()
      await trx
        .from('plugin_transfers')
        .where('id', offer.id)
        .update({ status: 'cooling', to_user_id: user.id, to_publisher_id: publisherId, completes_at: completesAt })
      const target = { type: 'plugin', id: pluginId, label: offer.plugin }
      const after = { completes_at: completesAt.toISOString(), to_user_id: user.id, to_publisher_id: publisherId }
      await this.audit.record(trx, { actor, action: 'registry.transfer_accepted', target, after })
      await this.outbox.record(trx, { name: 'registry.transfer_accepted.v1', aggregateId: offer.id, payload: { plugin_id: pluginId } })
      return { ...offer, completes_at: completesAt }
    })
  }
}
