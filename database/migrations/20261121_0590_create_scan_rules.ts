import { BaseSchema } from '@adonisjs/lucid/schema'

/** The first rules: what the platform did before rules could be written. Later ones are made in the operator's panel. */
const FIRST_RULES = {
  severities: {},
  rules: [
    {
      id: 'review-everything',
      title: { en: 'The operator wants to see every version', ru: 'Оператор проверяет каждую версию' },
      when: { fact: 'review_every_version', is: true },
      then: 'review',
    },
    {
      id: 'plugin-not-active',
      title: { en: 'The plugin is restricted', ru: 'Плагин ограничен' },
      when: { not: { fact: 'plugin_status', in: ['active'] } },
      then: 'review',
    },
    {
      id: 'warnings',
      title: { en: 'The scan warns', ru: 'Проверка предупреждает' },
      when: { fact: 'warnings', at_least: 1 },
      then: 'review',
    },
    {
      id: 'first-version',
      title: { en: 'Nothing of this plugin was published before', ru: 'У плагина ещё нет опубликованных версий' },
      when: { fact: 'is_first_version', is: true },
      then: 'review',
    },
    {
      id: 'asks-more',
      title: { en: 'It asks for more than the version before', ru: 'Просит больше, чем предыдущая версия' },
      when: { fact: 'added_count', at_least: 1 },
      then: 'review',
    },
  ],
  otherwise: 'publish',
}

/** What a scan remembers, the rules that judge it, and how far a new look at everything has come. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('scans', (table) => {
      table.text('kind').notNullable().defaultTo('upload').checkIn(['upload', 'rescan', 'retry'])
      table.jsonb('facts')
      table.text('decision').checkIn(['publish', 'review', 'refuse', 'quarantine'])
      table.text('rule_id')
      table.jsonb('dry_runs').notNullable().defaultTo('[]')
      table.smallint('score')
      table.integer('took_ms')
      table.index(['at'])
    })
    this.schema.raw(`
      alter table scans drop constraint scans_outcome_check;
      alter table scans add constraint scans_outcome_check check (outcome in ('pass', 'warning', 'fail', 'errored'));
    `)
    this.#rulesets()
    this.#prints()
    this.#rescans()
  }

  /** A set of rules never changes: another one takes its place. */
  #rulesets() {
    this.schema.createTable('scan_rulesets', (table) => {
      table.increments('version')
      table.jsonb('document').notNullable()
      table.text('note').notNullable()
      table.boolean('is_active').notNullable().defaultTo(false)
      table.uuid('created_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.uuid('activated_by').references('users.id').onDelete('SET NULL')
      table.timestamp('activated_at', { useTz: true })
    })
    this.schema.raw('create unique index scan_rulesets_active on scan_rulesets (is_active) where is_active')
    this.defer(async (db) => {
      await db.table('scan_rulesets').insert({
        document: JSON.stringify(FIRST_RULES),
        note: 'As before there were rules',
        is_active: true,
        activated_at: new Date(),
      })
    })
  }

  /** By which near copies of a module are known. */
  #prints() {
    this.schema.createTable('artifact_prints', (table) => {
      table.text('digest').primary().references('blobs.digest').onDelete('CASCADE')
      table.specificType('prints', 'integer[]').notNullable()
    })
  }

  #rescans() {
    this.schema.createTable('rescans', (table) => {
      table.uuid('id').primary()
      table.text('reason').notNullable()
      table.uuid('after').notNullable().defaultTo('00000000-0000-0000-0000-000000000000')
      table.integer('seen').notNullable().defaultTo(0)
      table.integer('failed').notNullable().defaultTo(0)
      table.integer('hidden').notNullable().defaultTo(0)
      table.timestamp('started_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('finished_at', { useTz: true })
      table.index(['started_at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
