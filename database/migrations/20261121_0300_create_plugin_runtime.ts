import { BaseSchema } from '@adonisjs/lucid/schema'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Installed plugins with what they were granted, how their calls went, and the modules that passed the gate. */
export default class extends BaseSchema {
  async up() {
    this.#installations()
    this.#runs()
    this.#modules()
  }

  /** Plugins and versions belong to a higher domain: their ids are kept, what is needed of them is copied in. */
  #installations() {
    this.schema.createTable('plugin_installations', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.uuid('plugin_id').notNullable()
      table.uuid('version_id').notNullable()
      table.text('plugin_name').notNullable()
      table.text('version').notNullable()
      table.text('digest').notNullable().checkRegex('^[0-9a-f]{64}$')
      table.jsonb('manifest').notNullable()
      table.jsonb('granted_capabilities').notNullable()
      table.jsonb('settings').notNullable()
      table.boolean('is_enabled').notNullable().defaultTo(false)
      table.boolean('is_pinned').notNullable().defaultTo(false)
      table.uuid('last_good_version_id')
      table.jsonb('last_good_release')
      table.jsonb('waiting_release')
      table.text('breaker_state').notNullable().defaultTo('closed').checkIn(['closed', 'open'])
      table.timestamp('breaker_opened_at', { useTz: true })
      table.text('breaker_reason')
      table.uuid('installed_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check(`not (is_enabled and breaker_state = 'open')`, {}, 'plugin_installations_open_is_disabled')
      table.check(`(breaker_state = 'open') = (breaker_opened_at is not null)`, {}, 'plugin_installations_open_since')
      table.index(['tenant_id', 'created_at', 'id'])
      table.index(['created_at', 'id'])
      table.index(['plugin_id'])
    })
    this.schema.raw(`
      create unique index plugin_installations_once on plugin_installations (coalesce(tenant_id, '${NOBODY}'), plugin_id);
      create index plugin_installations_called on plugin_installations (created_at, id) where is_enabled;
    `)
  }

  /** No foreign keys and the time in every key: the table can be cut into partitions by `at`, and runs outlive installations. */
  #runs() {
    this.schema.createTable('plugin_runs', (table) => {
      table.uuid('id').notNullable()
      table.timestamp('at', { useTz: true }).notNullable()
      table.uuid('installation_id').notNullable()
      table.uuid('tenant_id')
      table.text('plugin_name').notNullable()
      table.text('hook').notNullable()
      table.text('digest').notNullable()
      table.text('outcome').notNullable()
      table.bigInteger('fuel').notNullable()
      table.bigInteger('duration_us').notNullable()
      table.text('error')
      table.jsonb('logs')
      table.primary(['at', 'id'])
      table.index(['installation_id', 'at', 'id'])
      table.index(['tenant_id', 'at', 'id'])
    })
    this.schema.raw(`create index plugin_runs_failed on plugin_runs (at, id) where outcome <> 'ok'`)
  }

  #modules() {
    this.schema.createTable('gated_modules', (table) => {
      table.text('digest').notNullable()
      table.integer('gate_version').notNullable()
      table.text('storage_key').notNullable()
      table.bigInteger('size').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['digest', 'gate_version'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
