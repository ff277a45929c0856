import { BaseSchema } from '@adonisjs/lucid/schema'

/** Second proofs of people, and when a sign-in was last proved. */
export default class extends BaseSchema {
  async up() {
    this.#marks()
    this.#totp()
    this.#passkeys()
  }

  /** Read with the identity in the one query of a request. Sign-ins that exist already count as proved when they began. */
  #marks() {
    this.schema.alterTable('users', (table) => {
      table.boolean('has_second_factor').notNullable().defaultTo(false)
    })
    this.schema.alterTable('refresh_families', (table) => {
      table.timestamp('proved_at', { useTz: true }).nullable()
    })
    this.schema.raw('update refresh_families set proved_at = created_at')
    this.schema.raw('alter table refresh_families alter column proved_at set default now(), alter column proved_at set not null')
  }

  /** At most one per person; it counts once a code proved it. A step is used once: `last_step` only grows. */
  #totp() {
    this.schema.createTable('totp_factors', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().unique().references('users.id').onDelete('CASCADE')
      table.binary('ciphertext').notNullable()
      table.text('key_id').notNullable()
      table.bigInteger('last_step').notNullable().defaultTo(0)
      table.timestamp('confirmed_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['key_id', 'id'])
    })
    this.schema.createTable('recovery_codes', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('hash').notNullable()
      table.timestamp('used_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['user_id', 'hash'])
    })
  }

  #passkeys() {
    this.schema.createTable('passkeys', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('credential_id').notNullable().unique()
      table.binary('public_key').notNullable()
      table.bigInteger('counter').notNullable().defaultTo(0)
      table.specificType('transports', 'text[]').notNullable().defaultTo('{}')
      table.text('name').notNullable()
      table.boolean('is_synced').notNullable().defaultTo(false)
      /** Set when a counter went back: two devices hold the key, and it is believed no longer. */
      table.timestamp('distrusted_at', { useTz: true })
      table.timestamp('last_used_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['user_id', 'created_at', 'id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
