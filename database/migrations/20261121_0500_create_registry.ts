import { BaseSchema } from '@adonisjs/lucid/schema'

const PLUGIN_STATUSES = ['active', 'archived', 'restricted', 'quarantined', 'taken_down', 'deleted']

/** Publishers, plugins, their owners and the names nobody may take. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create sequence registry_serial')
    this.#publishers()
    this.#plugins()
    this.#figures()
    this.#searchText()
    this.#names()
    this.#moderationActions()
  }

  #publishers() {
    this.schema.createTable('publishers', (table) => {
      table.uuid('id').primary()
      table.specificType('slug', 'citext').notNullable().unique()
      table.text('name').notNullable()
      table.text('kind').notNullable().checkIn(['user', 'org'])
      table.uuid('user_id').unique().references('users.id').onDelete('SET NULL')
      table.uuid('tenant_id').references('tenants.id').onDelete('SET NULL')
      table.boolean('is_first_party').notNullable().defaultTo(false)
      table.timestamp('verified_at', { useTz: true })
      table.text('verify_method').checkIn(['dns', 'repo', 'oidc', 'admin'])
      table.timestamp('verify_checked_at', { useTz: true })
      table.integer('trust_level').notNullable().defaultTo(0)
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
  }

  #plugins() {
    this.schema.createTable('plugins', (table) => {
      table.uuid('id').primary()
      table.text('name').notNullable()
      table.text('canon_name').notNullable().unique()
      table.text('skeleton').notNullable().unique()
      table.uuid('publisher_id').notNullable().references('publishers.id').onDelete('RESTRICT')
      table.text('status').notNullable().defaultTo('active').checkIn(PLUGIN_STATUSES)
      table.text('description').notNullable().defaultTo('')
      table.text('category').notNullable()
      table.specificType('tags', 'text[]').notNullable().defaultTo('{}')
      table.text('license')
      table.text('repository')
      table.text('homepage')
      table.uuid('default_version_id')
      table.boolean('trustpub_only').notNullable().defaultTo(false)
      table.integer('require_stage_approvals').notNullable().defaultTo(0)
      table.timestamp('deprecated_at', { useTz: true })
      table.uuid('replacement_id').references('plugins.id').onDelete('SET NULL')
      table.timestamp('verified_at', { useTz: true })
      table.timestamp('quarantine_expires_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['publisher_id', 'updated_at'])
      table.index(['status', 'updated_at', 'canon_name'])
      table.index(['status', 'category'])
    })
    this.schema.raw('create index plugins_tags on plugins using gin (tags)')
    this.schema.createTable('plugin_owners', (table) => {
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('role').notNullable().checkIn(['owner', 'maintainer', 'publisher'])
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['plugin_id', 'user_id'])
      table.index(['user_id'])
    })
  }

  /** Counters are derived by jobs, never incremented by users. */
  #figures() {
    this.schema.alterTable('plugins', (table) => {
      table.bigInteger('downloads_total').notNullable().defaultTo(0)
      table.integer('rating_sum').notNullable().defaultTo(0)
      table.integer('rating_count').notNullable().defaultTo(0)
      table.float('rating_bayes').notNullable().defaultTo(0)
      table.float('trend_score').notNullable().defaultTo(0)
      table.bigInteger('serial').notNullable().defaultTo(0)
      table.index(['status', 'downloads_total', 'canon_name'])
    })
  }

  #searchText() {
    this.schema.raw(`
      alter table plugins add column search tsvector not null default ''::tsvector;
      create function plugins_search() returns trigger language plpgsql as $$
      begin
        new.search :=
          setweight(to_tsvector('simple', regexp_replace(new.name, '[-_.]', ' ', 'g') || ' ' || new.canon_name), 'A')
          || setweight(to_tsvector('russian', array_to_string(new.tags, ' ')), 'B')
          || setweight(to_tsvector('russian', new.description), 'C');
        return new;
      end $$;
      create trigger plugins_search before insert or update of name, description, tags on plugins
        for each row execute function plugins_search();
      create index plugins_search on plugins using gin (search) with (fastupdate = off);
      create index plugins_name_trgm on plugins using gin (canon_name gin_trgm_ops);
    `)
  }

  /** Tombstones: neither table is ever purged, so that a name or number never changes its meaning. */
  #names() {
    this.schema.createTable('reserved_names', (table) => {
      table.text('canon_name').primary()
      table.text('reason').notNullable()
      table.timestamp('available_at', { useTz: true })
    })
    this.schema.createTable('used_versions', (table) => {
      table.text('canon_name').notNullable()
      table.text('version_no_build').notNullable()
      table.text('digest').notNullable()
      table.timestamp('used_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['canon_name', 'version_no_build'])
    })
    this.schema.raw(`
      create function registry_tombstone() returns trigger language plpgsql as $$
      begin raise exception 'a used version is never forgotten'; end $$;
      create trigger used_versions_keep before update or delete on used_versions
        for each row execute function registry_tombstone();
    `)
  }

  /** Every change of a status, written by the one function that may change it. */
  #moderationActions() {
    this.schema.createTable('moderation_actions', (table) => {
      table.uuid('id').primary()
      table.uuid('actor_id')
      table.text('actor_label')
      table.text('action').notNullable()
      table.text('target_type').notNullable()
      table.uuid('target_id').notNullable()
      table.text('from_status')
      table.text('to_status').notNullable()
      table.text('reason_code')
      table.text('public_reason')
      table.text('internal_note')
      table.timestamp('expires_at', { useTz: true })
      table.uuid('reverses_id').references('moderation_actions.id')
      table.bigInteger('serial').notNullable()
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['target_type', 'target_id', 'at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
