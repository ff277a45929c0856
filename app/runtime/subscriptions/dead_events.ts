import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { JobQueue } from '#core/jobs/job_queue'
import { sqlRows } from '#core/database/sql'
import { PluginSwitchedOff } from '#runtime/schedules/exceptions'
import { lockInstallation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'
import type { EventInput } from '#runtime/subscriptions/event_hook'

export type DeadEventRow = { id: string; event_name: string; event_id: string; attempts: number; error: string; created_at: Date }

type Input = { actor: Actor; installation: InstallationKey }

const SHOWN = 50
/** So many at a time: more are sent with the next click. */
const AT_ONCE = 1_000

/** Events that a plugin did not take, newest first. */
export const listDeadEvents = (installationId: string): Promise<DeadEventRow[]> =>
  sqlRows(
    db,
    `select id, event_name, event_id, attempts, error, created_at from plugin_dead_events
      where installation_id = ? order by created_at desc, id desc limit ${SHOWN}`,
    [installationId]
  )

/** What may be done with events that a plugin did not take: both act on all of them, audited. */
@inject()
export class DeadEvents {
  constructor(
    private readonly queue: JobQueue,
    private readonly audit: Audit
  ) {}

  /** Tells the plugin again; it must be switched on. Answers how many events go. */
  redeliver(input: Input): Promise<number> {
    return this.#take(input, 'runtime.dead_events_redelivered', async (taken) => {
      await this.queue.enqueueAll(
        taken.map(({ id, input: event }) => ({
          ...{ name: 'runtime.deliver_event', jobId: `${id}.redelivery` },
          payload: { installation: input.installation, event },
        }))
      )
    })
  }

  /** Forgets them: the plugin will never hear of them. */
  discard(input: Input): Promise<number> {
    return this.#take(input, 'runtime.dead_events_discarded')
  }

  async #take({ actor, installation: key }: Input, action: string, use?: (taken: { id: string; input: EventInput }[]) => Promise<void>) {
    return db.transaction(async (trx) => {
      const { id, tenantId, pluginName, isEnabled } = await lockInstallation(trx, key)
      if (use && !isEnabled) throw new PluginSwitchedOff()
      const taken = await sqlRows<{ id: string; input: EventInput }>(
        trx,
        `delete from plugin_dead_events where id in (
           select id from plugin_dead_events where installation_id = ? order by created_at, id limit ${AT_ONCE}) returning id, input`,
        [id]
      )
      if (taken.length === 0) return 0
      const target = { type: 'plugin_installation', id, label: pluginName }
      await this.audit.record(trx, { actor, action, target, tenantId, after: { events: taken.map(({ input }) => input.id) } })
      await use?.(taken)
      return taken.length
    })
  }
}
