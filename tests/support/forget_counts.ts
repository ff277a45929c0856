import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { RequestLimits } from '#core/limits/request_limits'

/** Nothing was tried and nothing asked for yet: limits start anew. */
export async function forgetCounts(): Promise<void> {
  const requests = await app.container.make(RequestLimits)
  requests.clear()
  await db.rawQuery('truncate table rate_limits')
}
