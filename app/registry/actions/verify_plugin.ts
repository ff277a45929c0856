import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { refreshBadges } from '#registry/counters/refresh_badges'
import { VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { RecordAct } from '#registry/log/record_act'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type VerifyPluginInput = { actor: Actor; plugin: string; isVerified: boolean }
export type VerifiedPlugin = { name: string; verifiedAt: Date | null; serial: number }

type Locked = { id: string; name: string; status: string; serial: number; verified_at: Date | null; publisher_user_id: string | null }

/** An administrator vouches for a plugin, or no longer does. Repeating it changes nothing. */
@inject()
export class VerifyPlugin {
  constructor(private readonly acts: RecordAct) {}

  async handle({ actor, plugin: name, isVerified }: VerifyPluginInput): Promise<VerifiedPlugin> {
    return db.transaction(async (trx) => {
      const plugin = await lock(trx, name)
      if ((plugin.verified_at !== null) === isVerified) {
        return { name: plugin.name, verifiedAt: plugin.verified_at, serial: plugin.serial }
      }
      const [{ verified_at: verifiedAt, serial }] = await sqlRows<{ verified_at: Date | null; serial: number }>(
        trx,
        `update plugins set verified_at = case when ? then now() end, serial = nextval('registry_serial') where id = ? returning verified_at, serial`,
        [isVerified, plugin.id]
      )
      await refreshBadges(trx, [plugin.id])
      await this.#record(trx, actor, { plugin, isVerified, serial })
      return { name: plugin.name, verifiedAt, serial }
    })
  }

  async #record(
    trx: TransactionClientContract,
    actor: Actor,
    { plugin, isVerified, serial }: { plugin: Locked; isVerified: boolean; serial: number }
  ) {
    const past = isVerified ? 'plugin_verified' : 'plugin_unverified'
    await this.acts.apply(trx, {
      ...{ actor, act: isVerified ? 'verify' : 'unverify', from: plugin.status, to: plugin.status, serial },
      target: { type: 'plugin', id: plugin.id, label: plugin.name },
      audited: { action: `registry.${past}`, before: { verified: !isVerified }, after: { verified: isVerified } },
      logged: { event: past, payload: { plugin: plugin.name, serial } },
      event: {
        ...{ name: `registry.${past}.v1`, aggregateId: plugin.id },
        payload: { plugin_id: plugin.id, plugin: plugin.name, publisher_user_id: plugin.publisher_user_id, serial },
      },
    })
  }
}

async function lock(trx: TransactionClientContract, name: string): Promise<Locked> {
  const [plugin] = await sqlRows<Locked>(
    trx,
    `select p.id, p.name, p.status, p.serial, p.verified_at, b.user_id as publisher_user_id
       from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = ? and ${VISIBLE_PLUGIN} for no key update of p`,
    [canonicalName(name)]
  )
  if (!plugin) throw new PluginNotFound()
  return plugin
}
