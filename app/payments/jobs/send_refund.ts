import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { RunOperation } from '#payments/actions/run_operation'
import { isSettled } from '#payments/actions/settle_operation'
import { findIntent } from '#payments/queries/intents'
import { findOperation } from '#payments/queries/operations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Sends a refund to the provider. Running twice sends the same key twice, which refunds once. */
@inject()
export default class SendRefund implements Job {
  constructor(private readonly runOperation: RunOperation) {}

  async handle({ aggregateId }: DomainEvent): Promise<void> {
    const operation = await findOperation(db, aggregateId)
    if (!operation || isSettled(operation.state)) return
    const intent = await findIntent(db, operation.intentId)
    await this.runOperation.handle({ operation, intent: intent!, askFirst: true })
  }
}
