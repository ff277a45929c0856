import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('notifications', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('event_id').notNullable()
      table.text('kind').notNullable()
      table.jsonb('params').notNullable()
      table.text('link')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('read_at', { useTz: true })
      // One notice per person, event and kind, however often the event is delivered.
      table.unique(['user_id', 'event_id', 'kind'])
      table.index(['user_id', 'created_at', 'id'])
    })
    this.schema.raw('create index notifications_unread on notifications (user_id) where read_at is null')
    this.schema.createTable('mail_sends', (table) => {
      table.uuid('notification_id').primary().references('notifications.id').onDelete('CASCADE')
      table.timestamp('sent_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
