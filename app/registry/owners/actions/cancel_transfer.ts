import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { EndTransfer } from '#registry/owners/actions/end_transfer'
import { lockForAct } from '#registry/owners/publishing_policy'
import { findTransferOfPlugin } from '#registry/owners/queries/find_transfer'
import type { Actor } from '#core/actor'

/** An owner takes an offer back, also after it was accepted, as long as it has not happened. */
@inject()
export class CancelTransfer {
  constructor(private readonly end: EndTransfer) {}

  async handle({ actor, plugin: key }: { actor: Actor; plugin: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      await this.end.apply(trx, await findTransferOfPlugin(trx, plugin.id), { actor, as: 'cancelled' })
    })
  }
}
