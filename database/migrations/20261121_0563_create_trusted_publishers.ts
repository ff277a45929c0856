import { BaseSchema } from '@adonisjs/lucid/schema'

/** Builds that may publish without a stored secret, and the proofs of identity that were used. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('trusted_publishers', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.text('provider').notNullable().checkIn(['github', 'gitlab'])
      table.text('issuer').notNullable()
      table.text('owner_id').notNullable().checkRegex('^[0-9]{1,20}$')
      table.text('repository').notNullable()
      table.text('workflow').notNullable()
      table.text('environment')
      table.uuid('created_by').notNullable().references('users.id').onDelete('CASCADE')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('last_used_at', { useTz: true })
    })
    this.schema.createTable('oidc_jtis', (table) => {
      table.text('id').primary()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
    })
    this.schema.raw(`
      create unique index trusted_publishers_once on trusted_publishers
        (plugin_id, issuer, owner_id, lower(repository), workflow, coalesce(environment, ''));
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
