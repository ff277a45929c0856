import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { appendToLog } from '#registry/log/append_to_log'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { StatusConflict } from '#registry/exceptions/refusals'
import { lockAdvisory, type LockedAdvisory } from '#registry/advisories/queries/lock_advisory'
import { findAdvisoryTransition, isPublicAdvisory, type AdvisoryAct, type AdvisoryStatus } from '#registry/advisories/advisory_states'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type AdvisoryChange = {
  actor: Actor
  advisoryId: string
  act: AdvisoryAct
  /** Told to the author, and where the advisory is public to everybody. */
  reason?: string
  /** The row version that was looked at; a stale one is refused. */
  expectedVersion?: number
  /** Plugins that an update names no longer, by id. */
  namedBefore?: string[]
}

export type ChangedAdvisory = { id: string; code: string; status: AdvisoryStatus; serial: number }

type Step = { to: AdvisoryStatus; event: string; serial: number; plugins: string[] }

/**
 * The one function that changes an advisory's status: declared table, moderation action, audit row, event, public log and
 * serial together. Plugins that are named get the serial too, so that whoever keeps what is told of them asks again.
 */
@inject()
export class ChangeAdvisoryStatus {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(change: AdvisoryChange): Promise<ChangedAdvisory> {
    return db.transaction((trx) => this.apply(trx, change))
  }

  /** In the caller's transaction. Throws `AdvisoryNotFound` (404), `FourEyesRequired` (403), `AdvisoryChanged` and `StatusConflict` (409). */
  async apply(trx: TransactionClientContract, change: AdvisoryChange): Promise<ChangedAdvisory> {
    const advisory = await lockAdvisory(trx, change)
    const transition = findAdvisoryTransition(change.act, advisory.status)
    if (!transition) throw new StatusConflict()
    await refuseInsiders(trx, change)
    const named = isPublicAdvisory(transition.to) ? await lockNamedPlugins(trx, advisory.id, change.namedBefore) : []
    const serial = await moveTo(trx, advisory.id, transition.to)
    await sqlRun(trx, 'update plugins set serial = ? where id = any(?)', [serial, named.map(({ id }) => id)])
    const plugins = named.map(({ name }) => name)
    await this.#record(trx, change, { advisory, step: { ...transition, serial, plugins } })
    return { id: advisory.id, code: advisory.code, status: transition.to, serial }
  }

  async #record(trx: TransactionClientContract, change: AdvisoryChange, { advisory, step }: { advisory: LockedAdvisory; step: Step }) {
    const { to, event, serial, plugins } = step
    const { actor, act, reason = null } = change
    await trx.table('moderation_actions').insert({
      ...{ id: newId(), actor_id: actor.userId, actor_label: actor.label, action: act, target_type: 'advisory', target_id: advisory.id },
      ...{ from_status: advisory.status, to_status: to, public_reason: reason, serial, at: Clock.now().toJSDate() },
    })
    await this.audit.record(trx, {
      ...{ actor, action: `registry.advisory_${act}`, target: { type: 'advisory', id: advisory.id, label: advisory.code }, reason },
      ...{ before: { status: advisory.status }, after: { status: to } },
    })
    if (isPublicAdvisory(to)) await appendToLog(trx, `advisory_${to}`, { advisory: advisory.code, plugins: plugins.join(' '), serial })
    const payload = {
      advisory_id: advisory.id,
      advisory: advisory.code,
      status: to,
      author_user_id: advisory.created_by,
      decided_by: actor.userId,
      reason,
      serial,
    }
    await this.outbox.record(trx, { name: event, aggregateId: advisory.id, payload })
  }
}

/** Nobody decides what everybody reads about a plugin of his own; to hand in what one found is no decision. */
async function refuseInsiders(trx: TransactionClientContract, { actor, advisoryId, act, namedBefore = [] }: AdvisoryChange) {
  if (act === 'submit' || !actor.userId) return
  const owned = await sqlRows(
    trx,
    `select 1 from plugin_people o where o.user_id = ?
        and (o.plugin_id = any(?) or o.plugin_id in (select plugin_id from advisory_ranges where advisory_id = ?)) limit 1`,
    [actor.userId, namedBefore, advisoryId]
  )
  if (owned.length) throw new FourEyesRequired()
}

async function moveTo(trx: TransactionClientContract, id: string, to: AdvisoryStatus): Promise<number> {
  const now = Clock.now().toJSDate()
  const [{ serial }] = await sqlRows<{ serial: number }>(
    trx,
    `update advisories set status = ?, serial = nextval('registry_serial'), version = version + 1, modified_at = ?,
            published_at = case when ? then coalesce(published_at, ?) end, withdrawn_at = case when ? then ?::timestamptz end
      where id = ? returning serial`,
    [to, now, isPublicAdvisory(to), now, to === 'withdrawn', now, id]
  )
  return serial
}

/**
 * In the order of their ids, so that two advisories about the same plugins never wait for each other; before the serial is
 * taken, so that a plugin's never goes back.
 */
export const lockNamedPlugins = (trx: TransactionClientContract, advisoryId: string, alsoIds: string[] = []) =>
  sqlRows<{ id: string; name: string }>(
    trx,
    `select id, name from plugins where id in (select plugin_id from advisory_ranges where advisory_id = ?) or id = any(?)
      order by id for no key update`,
    [advisoryId, alsoIds]
  )
