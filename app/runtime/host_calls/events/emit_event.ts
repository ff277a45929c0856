import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { HostCallRefused } from '#runtime/host/call_types'
import { requestOf, textOf } from '#runtime/host_calls/request_schemas'
import { eventsPerMinute } from '#runtime/host_calls/settings'
import { takeRate } from '#runtime/host_calls/take_rate'
import { MAX_EVENT_DEPTH } from '#runtime/subscriptions/event_depth'
import type { HostCallContext, HostFunction, HostRequest } from '#runtime/host_calls/host_call_context'

interface EmitRequest {
  name: string
  payload: Record<string, unknown>
}

const PAYLOAD_BYTES = 16 * 1024
const PER_CALL = 20

/**
 * `emit_event`: tells the platform what happened, as `plugin.<id>.<name>` of the tenant. A call that is repeated because
 * the plugin host died emits nothing twice: the call and the place of the request in it are the key.
 */
@inject()
export class EmitEvent implements HostFunction<EmitRequest> {
  readonly name = 'emit_event'
  readonly capability = 'events'
  readonly request = requestOf({ name: textOf(50, 1), payload: { type: 'object' } }, ['name', 'payload'])

  constructor(
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async answer({ name, payload }: EmitRequest, context: HostCallContext, { sequence }: HostRequest): Promise<unknown> {
    const { installation, callId, usage } = context
    const { id, tenantId, pluginName, manifest } = installation
    if (!manifest.emits?.includes(name)) throw new HostCallRefused('unknown_event', `The manifest emits no event "${name}".`)
    refuseLarge(payload)
    if (context.eventDepth >= MAX_EVENT_DEPTH) {
      throw new HostCallRefused('event_loop', `Limit: events may cause events ${MAX_EVENT_DEPTH} deep; this one would be deeper.`)
    }
    if (usage.callsOf(this.name) > PER_CALL) {
      throw new HostCallRefused('rate_limited', `Limit: at most ${PER_CALL} events in one call.`)
    }
    const perMinute = await this.settings.get(eventsPerMinute)
    return db.transaction(async (trx) => {
      const emitted = await sqlRun(
        trx,
        'insert into plugin_emissions (call_id, sequence, installation_id) values (?, ?, ?) on conflict do nothing',
        [callId, sequence, id]
      )
      if (emitted === 0) return { emitted: true }
      await takeRate(trx, { installationId: id, kind: 'events', perMinute })
      await this.outbox.record(trx, {
        name: `plugin.${pluginName}.${name}`,
        tenantId,
        aggregateId: id,
        payload: { depth: context.eventDepth + 1, data: payload },
      })
      return { emitted: true }
    })
  }
}

function refuseLarge(payload: Record<string, unknown>): void {
  const bytes = Buffer.byteLength(JSON.stringify(payload))
  if (bytes <= PAYLOAD_BYTES) return
  throw new HostCallRefused('request_too_large', `payload: has ${bytes} bytes, at most ${PAYLOAD_BYTES} are allowed.`)
}
