import { BaseSchema } from '@adonisjs/lucid/schema'

/** What proves an address or a number, gets somebody back in, and tells a known device from a stranger's. */
export default class extends BaseSchema {
  async up() {
    this.#users()
    this.#confirmations()
    this.#resets()
    this.#devices()
  }

  /** `must_confirm`: signed up by page, where nobody is told whether the address was taken; no sign-in before its mail was opened. */
  #users() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('email_confirmed_at', { useTz: true })
      table.boolean('must_confirm').notNullable().defaultTo(false)
      table.text('phone')
      table.timestamp('phone_confirmed_at', { useTz: true })
    })
  }

  /** An address by a link, a number by a code. Only hashes are stored; a newer one replaces the older. */
  #confirmations() {
    this.schema.createTable('contact_confirmations', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('kind').notNullable().checkIn(['email', 'phone'], 'contact_confirmations_kind')
      table.specificType('value', 'citext').notNullable()
      table.text('secret_hash').notNullable()
      table.integer('attempts').notNullable().defaultTo(0)
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('used_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['user_id', 'kind', 'created_at'])
      table.index(['secret_hash'])
      table.index(['expires_at'])
    })
  }

  /** `user_id` is null where nobody has the address: the request writes the same row either way. */
  #resets() {
    this.schema.createTable('password_resets', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').references('users.id').onDelete('CASCADE')
      table.text('token_hash').notNullable().unique()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
      table.timestamp('used_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['user_id', 'created_at'])
    })
  }

  /** Sessions of panels stand beside sign-ins by API, so that one list shows and one act ends them; their audience is `panel`. */
  #devices() {
    this.schema.alterTable('refresh_families', (table) => {
      table.specificType('methods', 'text[]').notNullable().defaultTo(this.raw(`'{password}'`))
    })
    this.schema.raw('create index refresh_families_live on refresh_families (user_id, last_used_at desc, id) where revoked_at is null')
    this.schema.createTable('known_devices', (table) => {
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('device_hash').notNullable()
      table.text('network')
      table.text('user_agent')
      table.timestamp('first_seen_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('last_seen_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['user_id', 'device_hash'])
      table.index(['last_seen_at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
