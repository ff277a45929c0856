import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { sqlRows, sqlRun } from '#core/database/sql'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { listWithdrawnInstallations } from '#registry/queries/withdrawn_installations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { InstallationKey } from '#runtime/installations/installation'

type Blocked = DomainEvent<{ digest: string; plugin_ids: string[]; reason: string }>

/** Each is a transaction of its own; more at once would only wait for connections. */
const AT_ONCE = 6

/**
 * Bytes that were blocked stop wherever they run, with the reason; the same plugin's other versions go on. What is to be
 * stopped is written down first, so that the record is whole also where this is repeated.
 */
@inject()
export default class StopBlocked implements Job<Blocked> {
  constructor(private readonly disable: DisablePlugin) {}

  async handle({ payload }: Blocked) {
    for (const pluginId of payload.plugin_ids) {
      const installations = await listWithdrawnInstallations(pluginId)
      await this.#stopAll(installations, payload)
    }
  }

  async #stopAll(installations: InstallationKey[], { digest, reason }: Blocked['payload']) {
    const waiting = [...installations]
    const stopNext = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.#stop(next, { digest, reason })
    }
    await Promise.all(Array.from({ length: AT_ONCE }, stopNext))
  }

  async #stop(installation: InstallationKey, { digest, reason }: { digest: string; reason: string }) {
    const stopId = await noteStop(digest, installation.id)
    await this.disable.handle({ actor: systemActor('registry', installation.tenantId), installation, reason })
    if (stopId) await sqlRun(db, 'update digest_stops set stopped_at = clock_timestamp() where id = ?', [stopId])
  }
}

/** Null where it is stopped for another reason than these bytes. */
async function noteStop(digest: string, installationId: string): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(
    db,
    `insert into digest_stops (id, digest, installation_id, tenant_id, plugin, version, blocked_at)
     select ?, k.digest, i.id, i.tenant_id, p.name, v.version, k.decided_at
       from plugin_installations i join plugin_versions v on v.id = i.version_id join plugins p on p.id = i.plugin_id
       join blob_verdicts k on k.digest = v.artifact_digest and k.verdict = 'block'
      where i.id = ? and k.digest = ?
     on conflict (digest, installation_id, blocked_at) do update set plugin = excluded.plugin returning id`,
    [newId(), installationId, digest]
  )
  return row?.id ?? null
}
