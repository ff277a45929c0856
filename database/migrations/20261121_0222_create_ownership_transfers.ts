import { BaseSchema } from '@adonisjs/lucid/schema'

/** A company that changes hands: offered by an owner, taken by the other, at most one at a time. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('ownership_transfers', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.uuid('from_user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('to_user_id').notNullable().references('users.id').onDelete('CASCADE')
      table
        .text('state')
        .notNullable()
        .defaultTo('open')
        .checkIn(['open', 'accepted', 'declined', 'withdrawn'], 'ownership_transfers_state')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('ended_at', { useTz: true })
      table.check('(state = ?) = (ended_at is null)', ['open'], 'ownership_transfers_ended')
      table.index(['tenant_id', 'created_at'])
      table.index(['from_user_id'])
      table.index(['to_user_id'])
    })
    this.schema.raw(`create unique index ownership_transfers_open on ownership_transfers (tenant_id) where state = 'open'`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
