import db from '@adonisjs/lucid/services/db'
import { subscribersOf } from '#core/modules'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { countBacklog } from '#core/queries/count_backlog'
import { eventsTable } from '#core/tables/operator/events_table'
import type { HttpContext } from '@adonisjs/core/http'

export default class EventsController {
  async index(ctx: HttpContext) {
    const rows = () => db.from('outbox').select('seq', 'id', 'name', 'aggregate_id', 'occurred_at', 'relayed_at')
    return eventsTable.render(ctx, rows, { view: 'core/operator/events', data: { backlog: await countBacklog() } })
  }

  async show({ params, view }: HttpContext) {
    const event = isId(params.id) ? await db.from('outbox').where('id', params.id).first() : null
    if (!event) throw new NotFound()
    const consumed = (await db.from('consumed_events').where('event_id', params.id).orderBy('at')) as { consumer: string; at: Date }[]
    return view.render('core/operator/event', { event, subscribers: subscribersOf(event.name as string), consumed })
  }
}
