import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import UnblockUser from '#identity/actions/unblock_user'
import type { Job } from '#core/jobs/types'

const BATCH = 100

/** Lifts blocks whose time is over. Each in a transaction of its own: one that fails keeps nobody else blocked. */
@inject()
export default class LiftEndedBlocks implements Job {
  constructor(private readonly unblockUser: UnblockUser) {}

  async handle() {
    const ended = await sqlRows<{ user_id: string }>(
      db,
      'select user_id from blocks where lifted_at is null and expires_at <= ? order by expires_at limit ?',
      [Clock.now().toJSDate(), BATCH]
    )
    for (const { user_id: userId } of ended) {
      await this.unblockUser.handle({ actor: systemActor('identity.lift_ended_blocks'), userId, reason: 'The time of the block is over' })
    }
  }
}
