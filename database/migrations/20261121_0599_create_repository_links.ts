import { BaseSchema } from '@adonisjs/lucid/schema'

const METHODS = ['api', 'upload', 'page', 'command', 'seed', 'trusted', 'github_release']

/** Repositories whose releases become versions, and what their host told us. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('repository_links', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.text('provider').notNullable().checkIn(['github'])
      // As its host writes it: owner/name.
      table.text('repository').notNullable()
      // The host's number, learnt from the first notice: a name can be given up and taken by others.
      table.bigInteger('repository_id')
      table.binary('ciphertext').notNullable()
      table.text('key_id').notNullable()
      table.uuid('created_by').notNullable().references('users.id').onDelete('CASCADE')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['plugin_id'])
      table.index(['key_id', 'id'])
    })
    this.schema.createTable('repository_notices', (table) => {
      table.uuid('id').primary()
      table.uuid('link_id').notNullable().references('repository_links.id').onDelete('CASCADE')
      table.text('delivery_id').notNullable()
      table.text('event').notNullable()
      table.text('tag')
      table.jsonb('release')
      table.text('status').notNullable().checkIn(['received', 'ignored', 'published', 'failed'])
      table.text('problem')
      table.uuid('version_id').references('plugin_versions.id').onDelete('SET NULL')
      table.timestamp('received_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('ended_at', { useTz: true })
      table.unique(['link_id', 'delivery_id'])
      table.index(['link_id', 'received_at'])
      table.index(['received_at'])
    })
    this.schema.raw(`
      alter table plugin_versions drop constraint plugin_versions_publish_method;
      alter table plugin_versions add constraint plugin_versions_publish_method
        check (publish_method in (${METHODS.map((method) => `'${method}'`).join(', ')}));
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
