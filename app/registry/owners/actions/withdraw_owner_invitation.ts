import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { PluginInvitationNotOpen } from '#registry/owners/exceptions'
import { lockForAct } from '#registry/owners/publishing_policy'
import type { Actor } from '#core/actor'

/** Takes an invitation back: its link stops working. */
@inject()
export class WithdrawOwnerInvitation {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, plugin: key, invitationId }: { actor: Actor; plugin: string; invitationId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      if (!isId(invitationId)) throw new PluginInvitationNotOpen()
      const ended = await trx
        .from('plugin_invitations')
        .where({ id: invitationId, plugin_id: plugin.id, status: 'open' })
        .update({ status: 'withdrawn', ended_at: Clock.now().toJSDate() })
      if (!Number(ended)) throw new PluginInvitationNotOpen()
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.owner_invitation_withdrawn', target })
    })
  }
}
