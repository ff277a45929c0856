import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who is asked to join a plugin's owners, and plugins that pass to another publisher. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('plugin_invitations', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.specificType('email', 'citext').notNullable()
      table.text('role').notNullable().checkIn(['owner', 'maintainer', 'publisher'])
      table.text('token_hash').notNullable().unique()
      table.uuid('invited_by').references('users.id').onDelete('SET NULL')
      table.text('status').notNullable().defaultTo('open').checkIn(['open', 'accepted', 'declined', 'withdrawn'])
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('ended_at', { useTz: true })
    })
    this.schema.createTable('plugin_transfers', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.uuid('from_user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.specificType('to_email', 'citext').notNullable()
      table.uuid('to_user_id').references('users.id').onDelete('CASCADE')
      table.text('token_hash').notNullable().unique()
      table
        .text('status')
        .notNullable()
        .defaultTo('offered')
        .checkIn(['offered', 'cooling', 'completed', 'cancelled', 'declined', 'expired'])
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('completes_at', { useTz: true })
      table.timestamp('ended_at', { useTz: true })
    })
    this.schema.raw(`
      create unique index plugin_invitations_open on plugin_invitations (plugin_id, email) where status = 'open';
      create unique index plugin_transfers_open on plugin_transfers (plugin_id) where status in ('offered', 'cooling');
      create index plugin_transfers_due on plugin_transfers (status, completes_at, expires_at) where status in ('offered', 'cooling');
      alter table plugin_transfers
        add constraint plugin_transfers_accepted check (status not in ('cooling', 'completed') or (to_user_id is not null and completes_at is not null));
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
