import { BaseSchema } from '@adonisjs/lucid/schema'

/** What surfaces of plugins remember: ticks of schedules, events that were not delivered, files of exports. */
export default class extends BaseSchema {
  async up() {
    this.#ticks()
    this.#deliveries()
    this.#exports()
  }

  /** The key is the promise that no tick runs twice, however many workers look at the clock. */
  #ticks() {
    this.schema.createTable('plugin_schedule_ticks', (table) => {
      table.uuid('installation_id').notNullable().references('plugin_installations.id').onDelete('CASCADE')
      table.text('schedule').notNullable()
      table.timestamp('tick_at', { useTz: true }).notNullable()
      table.uuid('id').notNullable().unique()
      table.boolean('is_manual').notNullable().defaultTo(false)
      table.text('status').notNullable().defaultTo('queued').checkIn(['queued', 'running', 'ok', 'failed', 'skipped'])
      table.text('error')
      table.timestamp('started_at', { useTz: true })
      table.timestamp('finished_at', { useTz: true })
      table.primary(['installation_id', 'schedule', 'tick_at'])
      table.index(['tick_at'])
    })
    this.schema.createTable('plugin_schedule_clock', (table) => {
      table.integer('id').primary().checkIn(['1'])
      table.timestamp('ticked_until', { useTz: true }).notNullable()
    })
    this.schema.raw('insert into plugin_schedule_clock (id, ticked_until) values (1, now())')
  }

  /** Only what failed for good: a delivery that worked is a mark in `consumed_events`. */
  #deliveries() {
    this.schema.createTable('plugin_dead_events', (table) => {
      table.uuid('id').primary()
      table.uuid('installation_id').notNullable().references('plugin_installations.id').onDelete('CASCADE')
      table.uuid('event_id').notNullable()
      table.text('event_name').notNullable()
      table.jsonb('input').notNullable()
      table.integer('attempts').notNullable()
      table.text('error').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['installation_id', 'event_id'])
      table.index(['installation_id', 'created_at', 'id'])
      table.index(['created_at'])
    })
  }

  #exports() {
    this.schema.createTable('plugin_exports', (table) => {
      table.uuid('id').primary()
      table.uuid('installation_id').notNullable().references('plugin_installations.id').onDelete('CASCADE')
      table.text('name').notNullable()
      table.text('file_name').notNullable()
      table.text('content_type').notNullable()
      table.text('status').notNullable().defaultTo('queued').checkIn(['queued', 'running', 'done', 'failed', 'expired'])
      table.bigInteger('rows').notNullable().defaultTo(0)
      table.bigInteger('bytes').notNullable().defaultTo(0)
      table.text('storage_key')
      table.text('error')
      table.uuid('requested_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('finished_at', { useTz: true })
      table.timestamp('expires_at', { useTz: true })
      table.index(['installation_id', 'created_at', 'id'])
      table.index(['expires_at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
