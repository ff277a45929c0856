import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { hashLinkSecret } from '#registry/owners/link_secret'
import { MeantForSomebodyElse, PluginInvitationNotOpen } from '#registry/owners/exceptions'
import { targetOf, type MemberRole } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

export type OpenMemberInvitation = { id: string; publisher_id: string; publisher: string; slug: string; email: string; role: MemberRole }
type Answer = { actor: Actor; user: { id: string; email: string }; secret: string; isAccepted: boolean }

/** The open invitation behind a link. Throws `PluginInvitationNotOpen` (404) for every other secret. */
export async function findMemberInvitation(client: SqlClient, secret: string, lock = ''): Promise<OpenMemberInvitation> {
  const [invitation] = await sqlRows<OpenMemberInvitation>(
    client,
    `select i.id, i.publisher_id, b.name as publisher, b.slug::text, i.email::text, i.role
       from publisher_invitations i join publishers b on b.id = i.publisher_id
      where i.token_hash = ? and i.status = 'open' and i.expires_at > now() ${lock}`,
    [hashLinkSecret(secret)]
  )
  if (!invitation) throw new PluginInvitationNotOpen()
  return invitation
}

/** Joins a publisher, or declines. Only the account of the invited address may: a forwarded link is not a key. */
@inject()
export class AnswerMemberInvitation {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, user, secret, isAccepted }: Answer): Promise<OpenMemberInvitation> {
    const { publisher_id: publisherId } = await findMemberInvitation(db, secret)
    return db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from publishers where id = ? for update', [publisherId])
      const invitation = await findMemberInvitation(trx, secret, 'for update of i')
      if (invitation.email.toLowerCase() !== user.email.toLowerCase()) throw new MeantForSomebodyElse()
      const status = isAccepted ? 'accepted' : 'declined'
      await trx.from('publisher_invitations').where('id', invitation.id).update({ status, ended_at: Clock.now().toJSDate() })
      if (isAccepted) {
        const sql = 'insert into publisher_members (publisher_id, user_id, role) values (?, ?, ?) on conflict do nothing'
        await sqlRun(trx, sql, [publisherId, user.id, invitation.role])
      }
      const target = targetOf({ id: publisherId, name: invitation.publisher })
      const after = { user_id: user.id, role: invitation.role }
      await this.audit.record(trx, { actor, action: `registry.member_invitation_${status}`, target, after })
      return invitation
    })
  }
}
