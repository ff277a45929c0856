import { BaseSchema } from '@adonisjs/lucid/schema'

/** Tokens of programs that publish: their hashes only, what each is worth, and which of them a two-step publish came with. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('api_tokens', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.text('kind').notNullable().checkIn(['personal', 'trusted'])
      table.text('name').notNullable()
      table.text('prefix').notNullable()
      table.text('hash').notNullable().unique().checkRegex('^[0-9a-f]{64}$')
      table.specificType('endpoint_scopes', 'text[]').notNullable()
      table.specificType('plugin_scopes', 'text[]').notNullable().defaultTo('{}')
      table.boolean('stage_only').notNullable().defaultTo(false)
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('last_used_at', { useTz: true })
      table.specificType('last_used_ip', 'inet')
      table.timestamp('revoked_at', { useTz: true })
      table.text('revoked_reason')
      table.uuid('rotated_from').references('api_tokens.id').onDelete('SET NULL')
      table.jsonb('provenance')
      table.index(['user_id', 'created_at', 'id'])
      table.index(['expires_at'])
    })
    this.schema.raw(`
      alter table api_tokens
        add constraint api_tokens_scoped check (cardinality(endpoint_scopes) > 0),
        add constraint api_tokens_revoked check ((revoked_at is null) = (revoked_reason is null));
      alter table plugin_uploads add column token_id uuid references api_tokens (id) on delete cascade;
      alter table plugin_versions drop constraint plugin_versions_publish_method_check;
      create index audit_log_token on audit_log (token_id, seq) where token_id is not null;
    `)
    this.schema.alterTable('plugin_versions', (table) => {
      table.check(`publish_method in ('api', 'upload', 'page', 'command', 'seed', 'trusted')`, {}, 'plugin_versions_publish_method')
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
