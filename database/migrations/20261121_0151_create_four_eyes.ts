import { BaseSchema } from '@adonisjs/lucid/schema'

/** Acts that one proposes and another confirms. The table itself refuses the same pair of eyes twice. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('proposals', (table) => {
      table.uuid('id').primary()
      table.text('kind').notNullable()
      table.text('subject_type').notNullable()
      table.text('subject_id').notNullable()
      table.text('subject_label').notNullable()
      table.jsonb('payload').notNullable()
      table.text('reason').notNullable()
      table
        .text('status')
        .notNullable()
        .defaultTo('open')
        .checkIn(['open', 'confirmed', 'rejected', 'withdrawn', 'expired'], 'proposals_status')
      table.uuid('proposed_by')
      table.text('proposed_label')
      table.uuid('decided_by')
      table.text('decided_label')
      table.text('decision_note')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('decided_at', { useTz: true })
      table.check("(status = 'open') = (decided_at is null)", {}, 'proposals_decided')
      table.check(
        "status <> 'confirmed' or (decided_by is not null and decided_by is distinct from proposed_by)",
        {},
        'proposals_four_eyes'
      )
      table.check('expires_at > created_at', {}, 'proposals_expire_later')
      table.index(['created_at', 'id'])
      table.index(['status', 'created_at', 'id'])
      table.index(['kind', 'status', 'created_at', 'id'])
      table.index(['subject_type', 'subject_id'])
    })
    this.schema.raw("create unique index proposals_once on proposals (kind, subject_type, subject_id) where status = 'open'")
    this.schema.raw("create index proposals_ending on proposals (expires_at) where status = 'open'")
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
