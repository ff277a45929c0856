import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { AlreadyOwner } from '#registry/owners/exceptions'
import { hashLinkSecret, linkSecret } from '#registry/owners/link_secret'
import { ownerInvitationDays } from '#registry/owners/settings'
import { lockForAct, type OwnerRole } from '#registry/owners/publishing_policy'
import type { Actor } from '#core/actor'

export type OwnerInvitation = { actor: Actor; plugin: string; email: string; role: OwnerRole; locale: string }

/** Asks somebody by mail to publish a plugin too; a newer invitation of the same address replaces the older one. */
@inject()
export class InviteOwner {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ actor, plugin: key, email, role, locale }: OwnerInvitation): Promise<{ id: string; expiresAt: Date }> {
    const days = await this.settings.get(ownerInvitationDays)
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      const known = 'select 1 from plugin_owners o join users u on u.id = o.user_id where o.plugin_id = ? and u.email = ?'
      if ((await sqlRows(trx, known, [plugin.id, email])).length) throw new AlreadyOwner()
      const now = Clock.now()
      await trx
        .from('plugin_invitations')
        .where({ plugin_id: plugin.id, email, status: 'open' })
        .update({ status: 'withdrawn', ended_at: now.toJSDate() })
      const [id, expiresAt] = [newId(), now.plus({ days }).toJSDate()]
      const hash = hashLinkSecret(linkSecret('invitation', id))
      const row = { id, plugin_id: plugin.id, email, role, token_hash: hash, invited_by: actor.userId }
      await trx.table('plugin_invitations').insert({ ...row, created_at: now.toJSDate(), expires_at: expiresAt })
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.owner_invited', target, after: { email, role } })
      await this.outbox.record(trx, { name: 'registry.owner_invited.v1', aggregateId: id, payload: { plugin_id: plugin.id, locale } })
      return { id, expiresAt }
    })
  }
}
