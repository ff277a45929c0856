import { BaseSchema } from '@adonisjs/lucid/schema'

/** Secrets of installations, sealed by the vault. The tenant stands here as well: it is part of what a ciphertext is bound to. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('plugin_secrets', (table) => {
      table.uuid('id').primary()
      table.uuid('installation_id').notNullable().references('plugin_installations.id').onDelete('CASCADE')
      table.uuid('tenant_id')
      table.text('name').notNullable().checkRegex('^[a-z][a-z0-9_]{0,49}$')
      table.binary('ciphertext').notNullable()
      table.text('key_id').notNullable()
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['installation_id', 'name'])
      table.index(['key_id', 'id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
