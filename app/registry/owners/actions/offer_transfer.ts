import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { TransferUnderWay } from '#registry/owners/exceptions'
import { hashLinkSecret, linkSecret } from '#registry/owners/link_secret'
import { ownerInvitationDays } from '#registry/owners/settings'
import { lockForAct } from '#registry/owners/publishing_policy'
import { assertMayTakeAway } from '#registry/teams/publishing_name'
import type { Actor } from '#core/actor'

export type TransferOffer = { actor: Actor; plugin: string; email: string; locale: string }

/** Offers a plugin to another publisher. Nothing changes before they accept and the time to think it over has passed. */
@inject()
export class OfferTransfer {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ actor, plugin: key, email, locale }: TransferOffer): Promise<{ id: string; expiresAt: Date }> {
    const days = await this.settings.get(ownerInvitationDays)
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      await assertMayTakeAway(trx, actor, plugin.id)
      const open = `select 1 from plugin_transfers where plugin_id = ? and status in ('offered', 'cooling')`
      if ((await sqlRows(trx, open, [plugin.id])).length) throw new TransferUnderWay()
      const [id, now] = [newId(), Clock.now()]
      const expiresAt = now.plus({ days }).toJSDate()
      const hash = hashLinkSecret(linkSecret('transfer', id))
      const row = { id, plugin_id: plugin.id, from_user_id: actor.userId, to_email: email, token_hash: hash }
      await trx.table('plugin_transfers').insert({ ...row, created_at: now.toJSDate(), expires_at: expiresAt })
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.transfer_offered', target, after: { email } })
      await this.outbox.record(trx, { name: 'registry.transfer_offered.v1', aggregateId: id, payload: { plugin_id: plugin.id, locale } })
      return { id, expiresAt }
    })
  }
}
