import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { MeantForSomebodyElse } from '#registry/owners/exceptions'
import { findOwnerInvitation, findOwnerInvitationForUpdate, type OpenOwnerInvitation } from '#registry/owners/queries/find_owner_invitation'
import type { Actor } from '#core/actor'

export type OwnerInvitationAnswer = { actor: Actor; user: { id: string; email: string }; secret: string; isAccepted: boolean }

/** Joins a plugin's owners, or declines. Only the account of the invited address may: a forwarded link is not a key. */
@inject()
export class AnswerOwnerInvitation {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, user, secret, isAccepted }: OwnerInvitationAnswer): Promise<OpenOwnerInvitation> {
    const { plugin_id: pluginId } = await findOwnerInvitation(db, secret)
    return db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from plugins where id = ? for update', [pluginId])
      const invitation = await findOwnerInvitationForUpdate(trx, secret)
      if (invitation.email.toLowerCase() !== user.email.toLowerCase()) throw new MeantForSomebodyElse()
      const status = isAccepted ? 'accepted' : 'declined'
      await trx.from('plugin_invitations').where('id', invitation.id).update({ status, ended_at: Clock.now().toJSDate() })
      if (isAccepted) {
        const sql = 'insert into plugin_owners (plugin_id, user_id, role) values (?, ?, ?) on conflict do nothing'
        await sqlRun(trx, sql, [pluginId, user.id, invitation.role])
      }
      const target = { type: 'plugin', id: pluginId, label: invitation.plugin }
      const after = { user_id: user.id, role: invitation.role }
      await this.audit.record(trx, { actor, action: `registry.owner_invitation_${status}`, target, after })
      if (isAccepted) await this.outbox.record(trx, { name: 'registry.owner_added.v1', aggregateId: pluginId, payload: after })
      return invitation
    })
  }
}
