import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { FeaturedNotFound, SpanIsOver } from '#registry/discovery/exceptions'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type FeatureInput = { actor: Actor; plugin: string; position: number; startsAt: Date | null; endsAt: Date | null }
export type FeaturedSpan = { plugin: string; position: number; starts_at: Date; ends_at: Date | null }

/** The operator's list of what is shown first: a plugin is on it once; put on it again, it moves. */
@inject()
export class FeaturePlugin {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, plugin, position, startsAt, endsAt }: FeatureInput): Promise<FeaturedSpan> {
    const from = startsAt ?? Clock.now().toJSDate()
    if (endsAt && (endsAt <= from || endsAt <= Clock.now().toJSDate())) throw new SpanIsOver()
    return db.transaction(async (trx) => {
      const target = await lockPublic(trx, plugin)
      const [span] = await sqlRows<Omit<FeaturedSpan, 'plugin'>>(
        trx,
        `insert into featured_plugins (plugin_id, position, starts_at, ends_at, featured_by) values (?, ?, ?, ?, ?)
         on conflict (plugin_id) do update set position = excluded.position, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
           featured_by = excluded.featured_by
         returning position, starts_at, ends_at`,
        [target.id, position, from, endsAt, actor.userId]
      )
      await this.#record(trx, actor, { act: 'featured', target, after: { ...span } })
      return { plugin: target.name, ...span }
    })
  }

  /** Also of what was hidden meanwhile. */
  async remove({ actor, plugin }: Pick<FeatureInput, 'actor' | 'plugin'>): Promise<void> {
    await db.transaction(async (trx) => {
      const [target] = await sqlRows<Target>(
        trx,
        'delete from featured_plugins f using plugins p where p.id = f.plugin_id and p.canon_name = ? returning p.id, p.name',
        [canonicalName(plugin)]
      )
      if (!target) throw new FeaturedNotFound()
      await this.#record(trx, actor, { act: 'unfeatured', target, after: null })
    })
  }

  async #record(trx: TransactionClientContract, actor: Actor, { act, target, after }: Recorded) {
    const action = `registry.plugin_${act}`
    await this.audit.record(trx, { actor, action, target: { type: 'plugin', id: target.id, label: target.name }, after })
  }
}

type Target = { id: string; name: string }
type Recorded = { act: 'featured' | 'unfeatured'; target: Target; after: Record<string, unknown> | null }

async function lockPublic(trx: TransactionClientContract, name: string): Promise<Target> {
  const sql = `select p.id, p.name from plugins p where p.canon_name = ? and ${PUBLIC_PLUGIN} for key share of p`
  const [target] = await sqlRows<Target>(trx, sql, [canonicalName(name)])
  if (!target) throw new PluginNotFound()
  return target
}
