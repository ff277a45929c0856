import { BaseSchema } from '@adonisjs/lucid/schema'

/** Keys of authors beside the platform's, and the bills of materials they sign. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('signing_keys', (table) => {
      table.text('name').notNullable().defaultTo('')
      table.uuid('added_by').references('users.id').onDelete('SET NULL')
      table.uuid('replaces_id').references('signing_keys.id').onDelete('RESTRICT')
    })
    this.schema.createTable('version_sboms', (table) => {
      table.uuid('version_id').primary().references('plugin_versions.id').onDelete('CASCADE')
      // As JCS (RFC 8785) writes it: the very bytes the signature is about.
      table.text('sbom').notNullable()
      table.text('digest').notNullable().checkRegex('^[0-9a-f]{64}$')
      table.uuid('key_id').references('signing_keys.id').onDelete('RESTRICT')
      table.text('signature')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('(key_id is null) = (signature is null)', {}, 'version_sboms_signed_whole')
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
