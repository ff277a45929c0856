import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { timedTransition } from '#orders/transitions/table'
import type { DateTime } from 'luxon'
import type { OrderState } from '#orders/states'

/** When the clock will act on an order that enters `state` now. */
@inject()
export class DueAt {
  constructor(private readonly settings: Settings) {}

  async of(state: OrderState, now: DateTime): Promise<Date | null> {
    const timeout = timedTransition(state)?.after
    if (!timeout) return null
    return now.plus({ [timeout.unit]: await this.settings.get(timeout.setting) }).toJSDate()
  }
}
