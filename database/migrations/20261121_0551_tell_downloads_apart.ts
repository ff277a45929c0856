import { BaseSchema } from '@adonisjs/lucid/schema'

/** Raw, unique, update and automated downloads apart; days are folded from the clients seen, never incremented by them. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('version_downloads', (table) => {
      table.bigInteger('updates').notNullable().defaultTo(0)
      table.bigInteger('automated').notNullable().defaultTo(0)
      table.index(['day'])
    })
    this.schema.alterTable('download_uniques', (table) => {
      table.text('network_hash').notNullable().defaultTo('')
      table.boolean('is_automated').notNullable().defaultTo(false)
      table.boolean('is_update').notNullable().defaultTo(false)
      table.bigInteger('hits').notNullable().defaultTo(1)
    })
    this.schema.alterTable('plugins', (table) => {
      table.specificType('badges', 'text[]').notNullable().defaultTo('{}')
    })
    this.schema.raw(`
      create index plugins_badges on plugins using gin (badges);
      create index plugins_trending on plugins (trend_score desc, canon_name) where trend_score > 0;
      create index plugins_rated on plugins (rating_bayes desc, canon_name);
      create index plugin_versions_released on plugin_versions (plugin_id, published_at) where status in ('published', 'closed');
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
