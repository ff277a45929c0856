import { BaseSchema } from '@adonisjs/lucid/schema'

const KINDS = ['malicious', 'misleading', 'broken', 'copyright', 'spam', 'privacy', 'other']

/** Complaints about plugins with a status their authors can follow, and appeals that somebody else decides. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create sequence report_numbers')
    this.schema.createTable('reports', (table) => {
      table.uuid('id').primary()
      table.text('case_number').notNullable().unique()
      table.text('secret_hash').notNullable().checkRegex('^[0-9a-f]{64}$')
      table.text('target_kind').notNullable().checkIn(['plugin'])
      table.uuid('target_id').notNullable()
      table.jsonb('snapshot').notNullable()
      table.text('kind').notNullable().checkIn(KINDS)
      table.text('evidence').notNullable()
      table.uuid('reporter_id').references('users.id').onDelete('SET NULL')
      table.integer('reporter_weight').notNullable().checkPositive()
      table.uuid('duplicate_of').references('reports.id').onDelete('RESTRICT')
      table.text('status').notNullable().checkIn(['open', 'duplicate', 'actioned', 'dismissed', 'appealed', 'upheld', 'overturned'])
      table.timestamp('sla_due_at', { useTz: true }).notNullable()
      table.text('verdict').checkIn(['actioned', 'dismissed'])
      table.text('reason_code')
      table.text('public_reason')
      table.text('internal_note')
      table.uuid('decided_by').references('users.id').onDelete('RESTRICT')
      table.timestamp('decided_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check(`(status = 'duplicate') = (duplicate_of is not null)`, {}, 'reports_duplicate')
      table.check(`(verdict is null) = (status in ('open', 'duplicate'))`, {}, 'reports_decided')
      table.index(['target_id', 'created_at'])
      table.index(['reporter_id', 'created_at'])
      table.index(['duplicate_of'])
    })
    this.schema.raw(`create unique index reports_open on reports (target_id, kind) where status = 'open'`)
    this.schema.createTable('report_events', (table) => {
      table.bigIncrements('id')
      table.uuid('report_id').notNullable().references('reports.id').onDelete('CASCADE').index()
      table.text('status').notNullable()
      table.text('public_reason')
      table.uuid('actor_id')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
    })
    this.#appeals()
  }

  /** The second look is a second person's: the table refuses any other. */
  #appeals() {
    this.schema.createTable('appeals', (table) => {
      table.uuid('id').primary()
      table.uuid('report_id').notNullable().unique().references('reports.id').onDelete('RESTRICT')
      table.uuid('appellant_id').notNullable().references('users.id').onDelete('RESTRICT')
      table.text('grounds').notNullable()
      table.text('status').notNullable().defaultTo('waiting').checkIn(['waiting', 'upheld', 'overturned'])
      table.uuid('first_decided_by').references('users.id').onDelete('RESTRICT')
      table.uuid('decided_by').references('users.id').onDelete('RESTRICT')
      table.text('public_reason')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('decided_at', { useTz: true })
      table.check('decided_by is distinct from first_decided_by or decided_by is null', {}, 'appeals_second_person')
      table.check('decided_by is distinct from appellant_id', {}, 'appeals_not_by_appellant')
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
