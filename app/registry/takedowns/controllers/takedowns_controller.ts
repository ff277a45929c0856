import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { descending, keysetPage } from '#core/http/keyset'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { findPluginId } from '#registry/queries/find_plugin_id'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { WithdrawPlugin, type Withdrawal } from '#registry/takedowns/actions/withdraw_plugin'
import { quarantineValidator, restoreValidator, takedownValidator, takenDownListValidator } from '#registry/takedowns/validators'
import { watchedPlugins, type WatchedPlugin } from '#registry/takedowns/queries/watched_plugins'
import type { HttpContext } from '@adonisjs/core/http'

const RESTORED = 'The plugin was looked at again and is back'

/** Hiding whole plugins and bringing them back, by program. */
@inject()
export default class TakedownsController {
  constructor(private readonly withdraw: WithdrawPlugin) {}

  async takeDown(ctx: HttpContext) {
    allow(ctx)
    const { reason } = await takedownValidator.validate(snakeKeys(ctx.request.body()))
    return this.#act(ctx, { act: 'take_down', reason })
  }

  /** Whatever hides it: a takedown or a quarantine. */
  async restore(ctx: HttpContext) {
    allow(ctx)
    const { reason = RESTORED } = await restoreValidator.validate(snakeKeys(ctx.request.body()))
    const id = await findPluginId(ctx.params.name as string)
    const plugin = id && ((await db.from('plugins').where('id', id).select('status').first()) as { status: string } | null)
    return this.#act(ctx, { act: plugin && plugin.status === 'quarantined' ? 'release' : 'restore', reason })
  }

  async quarantine(ctx: HttpContext) {
    allow(ctx)
    const { reason, days, on_expiry: onExpiry } = await quarantineValidator.validate(snakeKeys(ctx.request.body()))
    return this.#act(ctx, { act: 'quarantine', reason, days, onExpiry })
  }

  async index(ctx: HttpContext) {
    allow(ctx)
    const { limit = 20, cursor } = await takenDownListValidator.validate(ctx.request.qs())
    const sort = descending('updated_at', 'id')
    const query = watchedPlugins().whereIn('status', ['taken_down', 'quarantined'])
    const { data, meta } = await keysetPage<WatchedPlugin>(query, { sort, limit, cursor })
    return sendWire(ctx, { data: data.map(toJson), meta })
  }

  async #act(ctx: HttpContext, what: Pick<Withdrawal, 'act' | 'reason' | 'days' | 'onExpiry'>) {
    const pluginId = await findPluginId(ctx.params.name as string)
    if (!pluginId) throw new PluginNotFound()
    const { name, status, serial } = await this.withdraw.handle({ actor: ctx.actor, pluginId, ...what })
    return sendWire(ctx, { success: true, plugin_name: name, status, serial, message: `Plugin ${name} is ${status.replace('_', ' ')}` })
  }
}

function allow({ access }: HttpContext) {
  if (!access.can('trust.withdraw')) throw new Forbidden()
}

const toJson = (row: WatchedPlugin) => ({
  name: row.name,
  status: row.status,
  publisher: row.publisher,
  reason: row.reason,
  decided_at: row.decided_at?.toISOString() ?? null,
  quarantine: row.quarantine_expires_at && {
    owner: row.quarantine_owner,
    expires_at: row.quarantine_expires_at.toISOString(),
    on_expiry: row.quarantine_on_expiry,
  },
})
