import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { CompleteTransfer } from '#registry/owners/actions/complete_transfer'
import { listDueTransfers } from '#registry/owners/queries/find_transfer'
import type { Job } from '#core/jobs/types'

const MOST_PER_RUN = 200

/** Transfers whose time to think it over has passed happen; offers nobody answered end. */
@inject()
export default class FinishTransfers implements Job {
  constructor(private readonly complete: CompleteTransfer) {}

  async handle() {
    for (const { id, plugin_id: pluginId } of await listDueTransfers(db, MOST_PER_RUN)) {
      await this.complete.handle({ transferId: id, pluginId })
    }
  }
}
