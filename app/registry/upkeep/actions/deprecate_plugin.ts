import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { BadReplacement } from '#registry/upkeep/exceptions'
import { canonicalName } from '#registry/names/plugin_name'
import { lockForAct, type PublishedPlugin } from '#registry/owners/publishing_policy'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { StatusConflict } from '#registry/exceptions/refusals'
import { VISIBLE_PLUGIN_STATUSES } from '#registry/enums/plugin_status'
import { RecordAct } from '#registry/log/record_act'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `reason` is told to those who use it; `replacement` is what they should take instead. */
export type Deprecation = { reason: string | null; replacement: string | null }
export type DeprecatePluginInput = { actor: Actor; plugin: string; deprecation: Deprecation | null }

type Change = { plugin: PublishedPlugin; act: 'deprecate' | 'undeprecate'; reason: string | null; serial: number }

/** Its owner advises against a plugin, or no longer does. It stays where it is: found, installed, updated. */
@inject()
export class DeprecatePlugin {
  constructor(private readonly acts: RecordAct) {}

  async handle({ actor, plugin: key, deprecation }: DeprecatePluginInput): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'settings' })
      // What was hidden tells those who have it nothing more in its owner's words.
      if (deprecation && !VISIBLE_PLUGIN_STATUSES.some((status) => status === plugin.status)) throw new StatusConflict()
      const replacementId = deprecation?.replacement ? await findReplacement(trx, plugin.id, deprecation.replacement) : null
      const reason = deprecation?.reason ?? null
      const [changed] = await sqlRows<{ serial: number }>(
        trx,
        `update plugins set deprecated_at = case when ? then coalesce(deprecated_at, now()) end, deprecation_reason = ?, replacement_id = ?,
                serial = nextval('registry_serial'), updated_at = now()
          where id = ? and (deprecated_at is not null, deprecation_reason, replacement_id) is distinct from (?::boolean, ?::text, ?::uuid) returning serial`,
        [deprecation !== null, reason, replacementId, plugin.id, deprecation !== null, reason, replacementId]
      )
      if (!changed) return
      await this.#record(trx, actor, { plugin, act: deprecation ? 'deprecate' : 'undeprecate', reason, serial: changed.serial })
    })
  }

  async #record(trx: TransactionClientContract, actor: Actor, { plugin, act, reason, serial }: Change) {
    await this.acts.apply(trx, {
      ...{ actor, act, from: plugin.status, to: plugin.status, serial, reasonCode: 'publisher', publicReason: reason },
      target: { type: 'plugin', id: plugin.id, label: plugin.name },
      audited: { action: `registry.plugin_${act}d` },
      logged: { event: `plugin_${act}d`, payload: { plugin: plugin.name, reason, serial } },
      event: {
        ...{ name: `registry.plugin_${act}d.v1`, aggregateId: plugin.id },
        payload: { plugin_id: plugin.id, plugin: plugin.name, publisher_user_id: actor.userId, reason, serial },
      },
    })
  }
}

async function findReplacement(trx: TransactionClientContract, pluginId: string, name: string): Promise<string> {
  const [row] = await sqlRows<{ id: string }>(
    trx,
    `select p.id from plugins p where p.canon_name = ? and p.id <> ? and p.deprecated_at is null and ${PUBLIC_PLUGIN} for key share`,
    [canonicalName(name), pluginId]
  )
  if (!row) throw new BadReplacement()
  return row.id
}
