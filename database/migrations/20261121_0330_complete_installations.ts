import { BaseSchema } from '@adonisjs/lucid/schema'

/** Channels of installations, what a run left behind, what plugins used by day, and failures in a row as all processes count them. */
export default class extends BaseSchema {
  async up() {
    this.#installations()
    this.#runs()
    this.#usage()
  }

  #installations() {
    this.schema.alterTable('plugin_installations', (table) => {
      table.text('channel').notNullable().defaultTo('stable').checkIn(['stable', 'beta'], 'plugin_installations_channel')
      table.timestamp('version_since', { useTz: true }).notNullable().defaultTo(this.now())
      table
        .text('version_by')
        .notNullable()
        .defaultTo('person')
        .checkIn(['person', 'channel', 'roll_back'], 'plugin_installations_version_by')
      table.uuid('skipped_version_id')
      table.timestamp('waiting_since', { useTz: true })
    })
    this.schema.raw(`
      update plugin_installations set waiting_since = updated_at where waiting_release is not null;
      alter table plugin_installations add constraint plugin_installations_waits_since
        check ((waiting_release is null) = (waiting_since is null));
      create index plugin_installations_waiting on plugin_installations (tenant_id, waiting_since) where waiting_release is not null;
    `)
  }

  #runs() {
    this.schema.alterTable('plugin_runs', (table) => {
      table.text('version')
      table.bigInteger('fuel_limit')
      table.jsonb('host_calls')
      table.boolean('has_sample').notNullable().defaultTo(false)
      table.index(['tenant_id', 'id'])
    })
    this.schema.createTable('plugin_run_samples', (table) => {
      table.uuid('run_id').primary()
      table.timestamp('at', { useTz: true }).notNullable()
      table.text('input')
      table.text('output')
      table.boolean('is_whole').notNullable()
      table.jsonb('host_calls').notNullable()
      table.index(['at'])
    })
  }

  /** No foreign keys: what was used stays used when a plugin is removed and installed again. */
  #usage() {
    this.schema.createTable('plugin_usage', (table) => {
      table.date('day').notNullable()
      table.uuid('installation_id').notNullable()
      table.uuid('tenant_id')
      table.bigInteger('runs').notNullable()
      table.bigInteger('failures').notNullable()
      table.bigInteger('fuel').notNullable()
      table.primary(['day', 'installation_id'])
      table.index(['tenant_id', 'day'])
      table.index(['installation_id', 'day'])
    })
    this.schema.createTable('plugin_failure_counts', (table) => {
      table.uuid('installation_id').primary().references('plugin_installations.id').onDelete('CASCADE')
      table.integer('in_a_row').notNullable()
    })
    this.schema.createTable('plugin_quota_notices', (table) => {
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.date('day').notNullable()
      table.primary(['tenant_id', 'day'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
