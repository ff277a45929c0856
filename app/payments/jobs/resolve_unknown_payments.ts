import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { RunOperation } from '#payments/actions/run_operation'
import { findIntent } from '#payments/queries/intents'
import { claimDue } from '#payments/queries/operations'
import type { Job } from '#core/jobs/types'

const BATCH = 20

/**
 * Asks the provider about every operation whose answer never came: a lost reply, a killed process, a slow bank. What the provider
 * never heard of is sent again under the same key. The whole batch runs even when one of it fails.
 */
@inject()
export default class ResolveUnknownPayments implements Job {
  constructor(private readonly runOperation: RunOperation) {}

  async handle(): Promise<void> {
    const failures: unknown[] = []
    for (const operation of await claimDue(db, BATCH)) {
      const intent = await findIntent(db, operation.intentId)
      await this.runOperation.handle({ operation, intent: intent!, askFirst: true }).catch((error) => failures.push(error))
    }
    if (failures.length) throw new AggregateError(failures, `${failures.length} payments could not be resolved`)
  }
}
