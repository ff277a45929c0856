import { removeExportFiles } from '#runtime/exports/export_file'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

/** The rows go with the installation, the files after it. */
export default class RemoveExports implements Job<DomainEvent> {
  async handle({ aggregateId }: DomainEvent): Promise<void> {
    await removeExportFiles(aggregateId)
  }
}
