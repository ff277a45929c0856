import { BaseSchema } from '@adonisjs/lucid/schema'

/** What people mark, follow and are shown first. Figures of it are counted from these rows, never kept beside them. */
export default class extends BaseSchema {
  async up() {
    this.#favourites()
    this.#follows()
    this.#featured()
    this.#pages()
  }

  #favourites() {
    this.schema.createTable('plugin_favourites', (table) => {
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['user_id', 'plugin_id'])
      table.index(['plugin_id'])
      table.index(['user_id', 'created_at', 'plugin_id'])
    })
  }

  /** Of a plugin or of a publisher. `release_notices` names the event that told of a version: a second one tells nobody. */
  #follows() {
    for (const [followed, plural] of [
      ['plugin', 'plugins'],
      ['publisher', 'publishers'],
    ]) {
      this.schema.createTable(`${followed}_follows`, (table) => {
        table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
        table.uuid(`${followed}_id`).notNullable().references(`${plural}.id`).onDelete('CASCADE')
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
        table.primary(['user_id', `${followed}_id`])
        table.index([`${followed}_id`, 'user_id'])
        table.index(['user_id', 'created_at', `${followed}_id`])
      })
    }
    this.schema.createTable('muted_release_notices', (table) => {
      table.uuid('user_id').primary().references('users.id').onDelete('CASCADE')
      table.timestamp('muted_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
    this.schema.createTable('release_notices', (table) => {
      table.uuid('version_id').primary().references('plugin_versions.id').onDelete('CASCADE')
      table.uuid('event_id').notNullable()
    })
  }

  #featured() {
    this.schema.createTable('featured_plugins', (table) => {
      table.uuid('plugin_id').primary().references('plugins.id').onDelete('CASCADE')
      table.integer('position').notNullable().checkBetween([1, 1000])
      table.timestamp('starts_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('ends_at', { useTz: true })
      table.uuid('featured_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('ends_at > starts_at', {}, 'featured_plugins_span')
      table.index(['position', 'plugin_id'])
    })
  }

  /** Rendered texts with the renderer that made them: made anew when it changes. And an index for each list. */
  #pages() {
    this.schema.createTable('version_pages', (table) => {
      table.uuid('version_id').primary().references('plugin_versions.id').onDelete('CASCADE')
      table.integer('renderer').notNullable()
      table.text('readme')
      table.text('changelog')
    })
    this.schema.raw(`
      create index plugin_versions_newest on plugin_versions (published_at desc, id desc) where status in ('published', 'yanked', 'closed');
      create index plugin_versions_latest on plugin_versions (plugin_id, published_at desc, id desc) where status in ('published', 'yanked', 'closed');
      create index plugins_of_category on plugins (category, updated_at desc);
      create index plugins_of_publisher on plugins (publisher_id, updated_at desc, id desc);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
