import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Security advisories. A range is one stretch of versions, its ends kept as the keys that versions sort by: whether a version
 * is meant is one comparison, also for versions that come later.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create sequence advisory_numbers')
    this.schema.createTable('advisories', (table) => {
      table.uuid('id').primary()
      table.text('code').notNullable().unique().checkRegex('^RLT-[0-9]{4}-[0-9]{4,}$')
      table.text('status').notNullable().checkIn(['draft', 'triage', 'published', 'updated', 'withdrawn', 'rejected'])
      table.text('severity').notNullable().checkIn(['low', 'moderate', 'high', 'critical'])
      table.text('cvss')
      table.text('summary').notNullable()
      table.text('details').notNullable()
      table.specificType('aliases', 'text[]').notNullable().defaultTo('{}')
      table.specificType('reference_urls', 'text[]').notNullable().defaultTo('{}')
      table.bigInteger('serial').notNullable()
      table.integer('version').notNullable().defaultTo(1)
      table.uuid('created_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable()
      table.timestamp('modified_at', { useTz: true }).notNullable()
      table.timestamp('published_at', { useTz: true })
      table.timestamp('withdrawn_at', { useTz: true })
      table.check(`(published_at is not null) = (status in ('published', 'updated', 'withdrawn'))`, {}, 'advisories_published')
      table.check(`(withdrawn_at is not null) = (status = 'withdrawn')`, {}, 'advisories_withdrawn')
      table.index(['modified_at', 'id'])
    })
    this.schema.raw(
      `create index advisories_public on advisories (published_at desc, id desc) where status in ('published', 'updated', 'withdrawn')`
    )
    this.#ranges()
  }

  #ranges() {
    this.schema.createTable('advisory_ranges', (table) => {
      table.uuid('id').primary()
      table.uuid('advisory_id').notNullable().references('advisories.id').onDelete('CASCADE')
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('RESTRICT')
      table.integer('position').notNullable()
      table.text('introduced').notNullable()
      table.text('fixed')
      table.text('last_affected')
      table.specificType('introduced_key', 'text collate "C"').notNullable()
      table.specificType('fixed_key', 'text collate "C"')
      table.specificType('last_affected_key', 'text collate "C"')
      table.check('num_nonnulls(fixed, last_affected) <= 1', {}, 'advisory_ranges_one_end')
      table.check(
        'num_nulls(fixed, fixed_key) in (0, 2) and num_nulls(last_affected, last_affected_key) in (0, 2)',
        {},
        'advisory_ranges_keys'
      )
      table.unique(['advisory_id', 'position'])
      table.index(['plugin_id', 'advisory_id'])
    })
    this.schema.raw('create index plugin_installations_of_plugin on plugin_installations (plugin_id, id)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
