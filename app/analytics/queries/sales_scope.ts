import { inject } from '@adonisjs/core'
import { DateTime } from 'luxon'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { InvalidRange } from '#analytics/exceptions'
import { DEFAULT_RANGE_DAYS, REPORT_CURRENCY } from '#analytics/settings'
import type { SalesScope } from '#analytics/queries/sales_report'

type Wanted = { from?: string | null; to?: string | null; currency?: string | null }

const MAX_DAYS = 366

/** Turns what was asked for into a scope: defaults filled in, nonsense refused with 422. */
@inject()
export class SalesScopes {
  constructor(private settings: Settings) {}

  async resolve(tenantId: string | null, wanted: Wanted): Promise<SalesScope> {
    const to = wanted.to ? DateTime.fromISO(wanted.to, { zone: 'utc' }) : Clock.now()
    const days = await this.settings.get(DEFAULT_RANGE_DAYS)
    const from = wanted.from ? DateTime.fromISO(wanted.from, { zone: 'utc' }) : to.minus({ days: days - 1 })
    if (!from.isValid || !to.isValid || from > to || to.diff(from, 'days').days > MAX_DAYS) throw new InvalidRange()
    const currency = wanted.currency ?? (await this.settings.get(REPORT_CURRENCY))
    return { tenantId, currency, from: from.toISODate()!, to: to.toISODate()! }
  }
}
