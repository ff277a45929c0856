import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { AlreadyMember } from '#registry/teams/exceptions'
import { PluginInvitationNotOpen } from '#registry/owners/exceptions'
import { hashLinkSecret, linkSecret } from '#registry/owners/link_secret'
import { ownerInvitationDays } from '#registry/owners/settings'
import { lockForAdmin, targetOf, type MemberRole } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

export type MemberInvitation = { actor: Actor; publisher: string; email: string; role: MemberRole; locale: string }

/** Asks somebody by mail to join a publisher; a newer invitation of the same address replaces the older one. */
@inject()
export class InviteMember {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ actor, publisher: slug, email, role, locale }: MemberInvitation): Promise<{ id: string; expiresAt: Date }> {
    const days = await this.settings.get(ownerInvitationDays)
    return db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      const known = 'select 1 from publisher_members m join users u on u.id = m.user_id where m.publisher_id = ? and u.email = ?'
      if ((await sqlRows(trx, known, [publisher.id, email])).length) throw new AlreadyMember()
      const now = Clock.now()
      const open = trx.from('publisher_invitations').where({ publisher_id: publisher.id, email, status: 'open' })
      await open.update({ status: 'withdrawn', ended_at: now.toJSDate() })
      const [id, expiresAt] = [newId(), now.plus({ days }).toJSDate()]
      const row = { id, publisher_id: publisher.id, email, role, token_hash: hashLinkSecret(linkSecret('membership', id)) }
      await trx
        .table('publisher_invitations')
        .insert({ ...row, invited_by: actor.userId, created_at: now.toJSDate(), expires_at: expiresAt })
      await this.audit.record(trx, { actor, action: 'registry.member_invited', target: targetOf(publisher), after: { email, role } })
      await this.outbox.record(trx, { name: 'registry.member_invited.v1', aggregateId: id, payload: { locale } })
      return { id, expiresAt }
    })
  }

  /** Its link stops working. Throws `PluginInvitationNotOpen` (404). */
  async withdraw({ actor, publisher: slug, invitationId }: { actor: Actor; publisher: string; invitationId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      if (!isId(invitationId)) throw new PluginInvitationNotOpen()
      const open = trx.from('publisher_invitations').where({ id: invitationId, publisher_id: publisher.id, status: 'open' })
      const ended = await open.update({ status: 'withdrawn', ended_at: Clock.now().toJSDate() })
      if (!Number(ended)) throw new PluginInvitationNotOpen()
      await this.audit.record(trx, { actor, action: 'registry.member_invitation_withdrawn', target: targetOf(publisher) })
    })
  }
}
