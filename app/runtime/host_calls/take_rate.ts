import { sqlRun, type SqlClient } from '#core/database/sql'
import { HostCallRefused } from '#runtime/host/call_types'

export interface Rate {
  installationId: string
  kind: 'http' | 'events'
  perMinute: number
}

const WORDS = { http: 'HTTP requests', events: 'events' }

/** Counts one against the minute that runs, for all processes together. Throws `HostCallRefused` (`rate_limited`) beyond the limit. */
export async function takeRate(client: SqlClient, { installationId, kind, perMinute }: Rate): Promise<void> {
  const taken = await sqlRun(
    client,
    `insert into plugin_rates as rate (installation_id, kind, minute, used) values (?, ?, date_trunc('minute', clock_timestamp()), 1)
     on conflict (installation_id, kind) do update
        set used = case when rate.minute = excluded.minute then rate.used + 1 else 1 end, minute = excluded.minute
      where rate.minute <> excluded.minute or rate.used < ?`,
    [installationId, kind, perMinute]
  )
  if (taken === 0) throw new HostCallRefused('rate_limited', `Limit: at most ${perMinute} ${WORDS[kind]} of this plugin in a minute.`)
}
