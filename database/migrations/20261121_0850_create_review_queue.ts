import { BaseSchema } from '@adonisjs/lucid/schema'

/** One queue for everything reviewable, and what was decided. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('review_items', (table) => {
      table.uuid('id').primary()
      table.text('subject_type').notNullable()
      table.uuid('subject_id').notNullable()
      table.text('kind').notNullable()
      table.text('title').notNullable()
      table.jsonb('facts').notNullable().defaultTo('{}')
      table.integer('score').notNullable().defaultTo(0)
      table.jsonb('reasons').notNullable().defaultTo('[]')
      table.text('state').notNullable().defaultTo('open').checkIn(['open', 'claimed', 'decided', 'withdrawn'])
      table.specificType('owner_ids', 'uuid[]').notNullable().defaultTo('{}')
      table.uuid('claimed_by').references('users.id').onDelete('SET NULL')
      table.timestamp('claimed_at', { useTz: true })
      table.timestamp('due_at', { useTz: true }).notNullable()
      table.text('decision')
      table.uuid('decided_by').references('users.id').onDelete('SET NULL')
      table.timestamp('decided_at', { useTz: true })
      table.integer('version').notNullable().defaultTo(1)
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['state', 'due_at', 'id'])
      table.index(['subject_type', 'subject_id'])
      table.index(['claimed_by', 'state'])
    })
    this.schema.raw(`
      create unique index review_items_waiting on review_items (subject_type, subject_id, kind) where state in ('open', 'claimed');
    `)
    this.schema.createTable('decisions', (table) => {
      table.uuid('id').primary()
      table.uuid('item_id').notNullable().references('review_items.id').onDelete('RESTRICT').index()
      table.text('decision').notNullable().checkIn(['approve', 'reject', 'quarantine'])
      table.text('reason_code').notNullable()
      table.text('public_reason').notNullable()
      table.text('internal_note')
      table.uuid('decided_by').references('users.id').onDelete('SET NULL')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['decided_by', 'at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
