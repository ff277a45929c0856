import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { timedTransition, TRANSITIONS } from '#orders/transitions/table'
import type { DateTime } from 'luxon'
import type { OrderState } from '#orders/states'
import type { SettingDefinition } from '#core/settings/define_setting'

/** When the clock will act on an order that enters `state` at a moment; null where it never does. */
export type DeadlineOf = (state: OrderState, enteredAt: DateTime) => Date | null

const SETTINGS = [...new Set(TRANSITIONS.flatMap(({ after }) => (after ? [after.setting] : [])))]

/**
 * Read before a transaction begins: settings may come from the database, and a transaction that waits for a second
 * connection while all others do the same waits for ever.
 */
@inject()
export class Deadlines {
  constructor(private readonly settings: Settings) {}

  async load(): Promise<DeadlineOf> {
    const values = new Map<SettingDefinition<number>, number>()
    for (const setting of SETTINGS) values.set(setting, await this.settings.get(setting))
    return (state, enteredAt) => {
      const timeout = timedTransition(state)?.after
      return timeout ? enteredAt.plus({ [timeout.unit]: values.get(timeout.setting) }).toJSDate() : null
    }
  }
}
