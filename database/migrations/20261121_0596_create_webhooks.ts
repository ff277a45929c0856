import { BaseSchema } from '@adonisjs/lucid/schema'

/** Outgoing webhooks: addresses, what they are signed with, what is sent to them and what they answered. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('webhooks', (table) => {
      table.uuid('id').primary()
      // Whose it is, in the words of the domain that offers it: `user:<id>`, `org:<id>`.
      table.text('domain').notNullable()
      table.text('owner').notNullable()
      table.text('url').notNullable()
      table.text('description').notNullable().defaultTo('')
      table.specificType('events', 'text[]').notNullable()
      table.text('algorithm').notNullable().checkIn(['hmac', 'ed25519'])
      table.text('status').notNullable().defaultTo('active').checkIn(['active', 'disabled'])
      table.text('disabled_reason').checkIn(['owner', 'gone', 'failing'])
      table.timestamp('disabled_at', { useTz: true })
      // Attempts that failed since the last one that did not.
      table.integer('failures').notNullable().defaultTo(0)
      table.timestamp('failing_since', { useTz: true })
      table.uuid('created_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check(`(status = 'disabled') = (disabled_reason is not null)`, {}, 'webhooks_disabled_with_reason')
      table.index(['domain', 'owner', 'created_at', 'id'])
    })
    this.#secrets()
    this.#deliveries()
  }

  #secrets() {
    this.schema.createTable('webhook_secrets', (table) => {
      table.uuid('id').primary()
      table.uuid('webhook_id').notNullable().references('webhooks.id').onDelete('CASCADE')
      table.binary('ciphertext').notNullable()
      table.text('key_id').notNullable()
      table.text('public_key')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      // Replaced, and still signing beside the new one until then.
      table.timestamp('expires_at', { useTz: true })
      table.index(['webhook_id', 'created_at'])
      table.index(['key_id', 'id'])
    })
  }

  #deliveries() {
    this.schema.createTable('webhook_deliveries', (table) => {
      table.uuid('id').primary()
      table.uuid('webhook_id').notNullable().references('webhooks.id').onDelete('CASCADE')
      table.uuid('event_id').notNullable()
      table.text('event').notNullable()
      // The very bytes that are signed, the same in each attempt.
      table.text('body').notNullable()
      table.text('status').notNullable().defaultTo('pending').checkIn(['pending', 'delivered', 'failed', 'cancelled'])
      table.integer('attempts').notNullable().defaultTo(0)
      // Attempts of the present round: a replay begins anew.
      table.integer('round_attempts').notNullable().defaultTo(0)
      table.integer('last_status')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('round_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('next_attempt_at', { useTz: true })
      table.timestamp('leased_until', { useTz: true })
      table.timestamp('delivered_at', { useTz: true })
      table.unique(['webhook_id', 'event_id'])
      table.index(['webhook_id', 'created_at', 'id'])
      table.index(['created_at'])
      table.check(`(status = 'pending') = (next_attempt_at is not null)`, {}, 'webhook_deliveries_due')
    })
    this.schema.createTable('webhook_attempts', (table) => {
      table.uuid('id').primary()
      table.uuid('delivery_id').notNullable().references('webhook_deliveries.id').onDelete('CASCADE')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.text('outcome').notNullable().checkIn(['delivered', 'answered', 'redirected', 'refused', 'unreachable'])
      table.integer('status')
      table.integer('latency_ms').notNullable()
      table.text('answer').notNullable().defaultTo('')
      table.index(['delivery_id', 'at'])
    })
    this.schema.raw(`
      create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where status = 'pending';
      create index webhook_deliveries_leased on webhook_deliveries (webhook_id, leased_until) where leased_until is not null;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
