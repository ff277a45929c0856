import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { quarantineNoticeHours } from '#registry/takedowns/settings'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Job } from '#core/jobs/types'

type Ending = { id: string; name: string; owner_id: string | null; on_expiry: OnExpiry; expires_at: Date }
type OnExpiry = 'release' | 'take_down' | 'remove'

/** What is in quarantine: whole plugins, and single versions. */
const KINDS = {
  plugin: {
    table: 'plugins',
    held: 'plugins t',
    locks: 't',
    name: 't.name',
    /** An appeal is decided before something happens that cannot be taken back. */
    ready: 'true',
    reasons: {
      release: 'The quarantine ended and nothing was found against the plugin',
      take_down: 'The quarantine ended and what it was for was not cleared up',
    },
  },
  version: {
    table: 'plugin_versions',
    /** The plugin first, as everywhere. */
    held: 'plugin_versions t join plugins p on p.id = t.plugin_id',
    locks: 'p',
    name: `(select p.name from plugins p where p.id = t.plugin_id) || ' ' || t.version`,
    ready: `not exists (select 1 from reports r where r.target_kind = 'version' and r.target_id = t.id and r.status = 'appealed')`,
    reasons: {
      release: 'The quarantine ended and nothing was found against the version',
      remove: 'The quarantine ended and what it was for was not cleared up',
    },
  },
} as const
type Kind = keyof typeof KINDS

const columnsOf = (kind: Kind) =>
  `t.id, ${KINDS[kind].name} as name, t.quarantine_owner_id as owner_id, t.quarantine_on_expiry as on_expiry, t.quarantine_expires_at as expires_at`

/** Tells the owners of quarantines that end soon, and carries out what was decided for those that ended. */
@inject()
export default class EndQuarantines implements Job {
  constructor(
    private readonly plugins: ChangePluginStatus,
    private readonly versions: ChangeVersionStatus,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle() {
    const hours = await this.settings.get(quarantineNoticeHours)
    const soon = Clock.now().plus({ hours }).toJSDate()
    for (const kind of ['plugin', 'version'] as const) {
      while (await this.#endOne(kind));
      while (await this.#tellOne(kind, soon));
    }
  }

  /** One in a transaction of its own; whoever decides at the same moment goes first, and this one looks again. */
  #endOne(kind: Kind): Promise<boolean> {
    const { held, locks, ready } = KINDS[kind]
    return db.transaction(async (trx) => {
      const [ending] = await sqlRows<Ending>(
        trx,
        `select ${columnsOf(kind)} from ${held} where t.status = 'quarantined' and t.quarantine_expires_at <= ? and ${ready}
          order by t.quarantine_expires_at limit 1 for update of ${locks} skip locked`,
        [Clock.now().toJSDate()]
      )
      if (!ending) return false
      await this.#end(trx, kind, ending)
      return true
    })
  }

  #end(trx: TransactionClientContract, kind: Kind, { id, on_expiry: act }: Ending) {
    const change = { actor: systemActor('trust.end_quarantines'), reasonCode: 'quarantine_ended' }
    if (kind === 'version' && act !== 'take_down') {
      return this.versions.apply(trx, { ...change, versionId: id, act, publicReason: KINDS.version.reasons[act] })
    }
    const pluginAct = act === 'release' ? act : 'take_down'
    return this.plugins.apply(trx, { ...change, pluginId: id, act: pluginAct, publicReason: KINDS.plugin.reasons[pluginAct] })
  }

  #tellOne(kind: Kind, before: Date): Promise<boolean> {
    const { table } = KINDS[kind]
    return db.transaction(async (trx) => {
      const [ending] = await sqlRows<Ending>(
        trx,
        `update ${table} t set quarantine_told_at = now() where t.id = (
           select id from ${table} where status = 'quarantined' and quarantine_told_at is null and quarantine_expires_at <= ?
            order by quarantine_expires_at limit 1 for update skip locked) returning ${columnsOf(kind)}`,
        [before]
      )
      if (!ending) return false
      await this.outbox.record(trx, {
        name: 'registry.quarantine_ending.v1',
        aggregateId: ending.id,
        payload: {
          kind,
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
