import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { quarantineNoticeHours } from '#registry/takedowns/settings'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import type { Job } from '#core/jobs/types'

type Ending = { id: string; name: string; owner_id: string | null; on_expiry: 'release' | 'take_down'; expires_at: Date }

const COLUMNS = `id, name, quarantine_owner_id as owner_id, quarantine_on_expiry as on_expiry, quarantine_expires_at as expires_at`
const REASONS = {
  release: 'The quarantine ended and nothing was found against the plugin',
  take_down: 'The quarantine ended and what it was for was not cleared up',
}

/** Tells the owners of quarantines that end soon, and carries out what was decided for those that ended. */
@inject()
export default class EndQuarantines implements Job {
  constructor(
    private readonly statuses: ChangePluginStatus,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle() {
    while (await this.#endOne());
    const hours = await this.settings.get(quarantineNoticeHours)
    while (await this.#tellOne(Clock.now().plus({ hours }).toJSDate()));
  }

  /** One in a transaction of its own; whoever decides at the same moment goes first, and this one looks again. */
  #endOne(): Promise<boolean> {
    return db.transaction(async (trx) => {
      const [ending] = await sqlRows<Ending>(
        trx,
        `select ${COLUMNS} from plugins where status = 'quarantined' and quarantine_expires_at <= ? order by quarantine_expires_at limit 1 for update skip locked`,
        [Clock.now().toJSDate()]
      )
      if (!ending) return false
      const change = { actor: systemActor('trust.end_quarantines'), pluginId: ending.id, reasonCode: 'quarantine_ended' }
      await this.statuses.apply(trx, { ...change, act: ending.on_expiry, publicReason: REASONS[ending.on_expiry] })
      return true
    })
  }

  #tellOne(before: Date): Promise<boolean> {
    return db.transaction(async (trx) => {
      const [ending] = await sqlRows<Ending>(
        trx,
        `update plugins set quarantine_told_at = now() where id = (
           select id from plugins where status = 'quarantined' and quarantine_told_at is null and quarantine_expires_at <= ?
            order by quarantine_expires_at limit 1 for update skip locked) returning ${COLUMNS}`,
        [before]
      )
      if (!ending) return false
      await this.outbox.record(trx, {
        name: 'registry.quarantine_ending.v1',
        aggregateId: ending.id,
        payload: {
          plugin: ending.name,
          owner_user_id: ending.owner_id,
          on_expiry: ending.on_expiry,
          expires_at: ending.expires_at.toISOString(),
        },
      })
      return true
    })
  }
}
