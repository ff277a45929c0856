import { BaseSchema } from '@adonisjs/lucid/schema'

/** Browsers people told us to remember, one row per person and browser. Cookies hold the secrets, of which only hashes stand here. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('trusted_devices', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('device_hash').notNullable()
      table.boolean('skips_second_factor').notNullable().defaultTo(false)
      /** Of the secret that signs in by itself; null where it does not. */
      table.text('remember_hash')
      /** The secret before: believed for some seconds after the rotation, a theft after that. */
      table.text('previous_hash')
      table.timestamp('rotated_at', { useTz: true })
      table.text('user_agent')
      table.specificType('last_ip', 'inet')
      table.timestamp('last_used_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['user_id', 'device_hash'])
      table.index(['user_id', 'created_at', 'id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
