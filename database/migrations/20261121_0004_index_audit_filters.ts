import { BaseSchema } from '@adonisjs/lucid/schema'

/** An index for each filter of the audit log's pages. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index audit_log_request on audit_log (request_id, seq) where request_id is not null')
    this.schema.raw('create index audit_log_target_id on audit_log (target_id, seq)')
    this.schema.raw('create index audit_log_action_prefix on audit_log (action text_pattern_ops, seq)')
    this.schema.raw('create index audit_log_at on audit_log (at)')
    this.schema.raw('create index audit_log_label on audit_log using gin (target_label gin_trgm_ops)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
