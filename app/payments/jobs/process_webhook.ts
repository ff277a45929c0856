import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { isId } from '#core/ids'
import { RunOperation } from '#payments/actions/run_operation'
import { isSettled } from '#payments/actions/settle_operation'
import { findIntent } from '#payments/queries/intents'
import { findOperation } from '#payments/queries/operations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type WebhookReceived = DomainEvent<{ operation_key: string }>

/** A notification is a hint: the provider is asked what is true of the operation it names. */
@inject()
export default class ProcessWebhook implements Job {
  constructor(private readonly runOperation: RunOperation) {}

  async handle({ aggregateId, payload }: WebhookReceived): Promise<void> {
    const operation = isId(payload.operation_key) ? await findOperation(db, payload.operation_key) : null
    if (operation && !isSettled(operation.state)) {
      const intent = await findIntent(db, operation.intentId)
      await this.runOperation.handle({ operation, intent: intent!, askFirst: true })
    }
    await sqlRun(db, 'update payment_inbox set processed_at = now() where id = ? and processed_at is null', [aggregateId])
  }
}
