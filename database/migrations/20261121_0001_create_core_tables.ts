import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw('create extension if not exists pg_trgm')
    this.schema.raw('create extension if not exists unaccent')
    this.schema.raw('create extension if not exists ltree')
    this.schema.raw('create extension if not exists citext')
    this.schema.raw('create extension if not exists fuzzystrmatch')
    this.#outbox()
    this.#audit()
    this.#small()
    this.#frameworkTables()
  }

  #outbox() {
    this.schema.createTable('outbox', (table) => {
      table.bigIncrements('seq')
      table.uuid('id').notNullable().unique()
      table.text('name').notNullable()
      table.uuid('tenant_id')
      table.text('aggregate_id').notNullable()
      table.jsonb('payload').notNullable()
      table.timestamp('occurred_at', { useTz: true }).notNullable()
      table.timestamp('relayed_at', { useTz: true })
      table.index(['occurred_at'])
    })
    this.schema.raw('create index outbox_waiting on outbox (seq) where relayed_at is null')
    this.schema.raw(`
      create function outbox_wake() returns trigger language plpgsql as $$
      begin perform pg_notify('outbox', ''); return null; end $$;
      create trigger outbox_wake after insert on outbox for each statement execute function outbox_wake();
    `)
    this.schema.createTable('consumed_events', (table) => {
      table.uuid('event_id').notNullable()
      table.text('consumer').notNullable()
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['event_id', 'consumer'])
      table.index(['at'])
    })
    this.schema.createTable('dead_letters', (table) => {
      table.uuid('id').primary()
      table.text('queue').notNullable()
      table.text('job').notNullable()
      table.text('job_id')
      table.jsonb('payload')
      table.text('error').notNullable()
      table.integer('attempts').notNullable()
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('retried_at', { useTz: true })
      table.index(['at', 'id'])
    })
  }

  #audit() {
    this.schema.createTable('audit_log', (table) => {
      table.bigIncrements('seq')
      table.uuid('id').notNullable().unique()
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.text('actor_kind').notNullable()
      table.uuid('actor_id')
      table.text('actor_label')
      table.uuid('token_id')
      table.specificType('ip', 'inet')
      table.text('request_id')
      table.uuid('tenant_id')
      table.text('action').notNullable()
      table.text('target_type').notNullable()
      table.text('target_id').notNullable()
      table.text('target_label')
      table.text('reason')
      table.jsonb('before')
      table.jsonb('after')
      table.bigInteger('seal_no').unique()
      table.text('prev_hash')
      table.text('hash')
      table.index(['tenant_id', 'seq'])
      table.index(['actor_id', 'seq'])
      table.index(['target_type', 'target_id', 'seq'])
      table.index(['action', 'seq'])
    })
    this.schema.raw('create index audit_unsealed on audit_log (seq) where hash is null')
    this.schema.raw(`
      create function audit_log_guard() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.hash is null
          and to_jsonb(new) - array['seal_no', 'prev_hash', 'hash'] = to_jsonb(old) - array['seal_no', 'prev_hash', 'hash'] then
          return new;
        end if;
        raise exception 'the audit log is append-only';
      end $$;
      create trigger audit_log_guard before update or delete on audit_log for each row execute function audit_log_guard();
      create trigger audit_log_keep before truncate on audit_log for each statement execute function audit_log_guard();
    `)
    this.schema.createTable('audit_head', (table) => {
      table.integer('id').primary()
      table.bigInteger('seal_no').notNullable()
      table.text('hash').notNullable()
    })
  }

  #small() {
    this.schema.createTable('settings', (table) => {
      table.text('key').primary()
      table.jsonb('value').notNullable()
      table.uuid('updated_by')
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
    this.schema.createTable('mailbox', (table) => {
      table.uuid('id').primary()
      table.text('channel').notNullable()
      table.text('recipient').notNullable()
      table.text('subject').notNullable()
      table.text('text').notNullable()
      table.text('html')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['at', 'id'])
      table.index(['recipient', 'at'])
    })
    this.schema.createTable('idempotency_keys', (table) => {
      table.text('scope').notNullable()
      table.text('key').notNullable()
      table.text('request_hash').notNullable()
      table.integer('status')
      table.jsonb('response')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['scope', 'key'])
      table.index(['created_at'])
    })
  }

  /** Tables that Adonis packages read and write themselves. Unlogged: losing them in a crash loses nothing of value. */
  #frameworkTables() {
    this.schema.createTable('sessions', (table) => {
      table.string('id').primary()
      table.text('data', 'longtext').notNullable()
      table.string('user_id').nullable().index()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
    })
    this.schema.createTable('rate_limits', (table) => {
      table.string('key', 255).notNullable().primary()
      table.integer('points', 9).notNullable().defaultTo(0)
      table.bigInteger('expire').unsigned()
    })
    this.schema.raw('alter table rate_limits set unlogged')
    this.schema.createTable('cache', (table) => {
      table.string('key').notNullable().primary()
      table.text('value')
      table.timestamp('expires_at').index()
    })
    this.schema.raw('alter table cache set unlogged')
    this.schema.raw(
      'create unlogged table bus_payloads (id bigserial primary key, body text not null, at timestamptz not null default now())'
    )
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
