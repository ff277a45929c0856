import { sendWire } from '#registry/wire/casing'
import { listLogEntries } from '#registry/log/queries/list_log_entries'
import { logValidator } from '#registry/takedowns/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** The public log: what every mirror and client may check for itself. */
export default class LogController {
  async index(ctx: HttpContext) {
    const { after = 0, limit = 100 } = await logValidator.validate(ctx.request.qs())
    const { data, head } = await listLogEntries({ after, limit })
    const next = data.length === limit ? data.at(-1)!.seq : null
    return sendWire(ctx, { data, meta: { next_after: next, limit, head } })
  }
}
