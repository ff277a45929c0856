import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.#users()
    this.#roles()
    this.#refreshTokens()
  }

  #users() {
    this.schema.createTable('users', (table) => {
      table.uuid('id').primary()
      table.specificType('email', 'citext').notNullable().unique()
      table.specificType('username', 'citext').notNullable().unique()
      table.text('full_name').notNullable()
      table.text('password_hash').notNullable()
      table.text('locale').notNullable().defaultTo('en')
      table.text('status').notNullable().defaultTo('active').checkIn(['active', 'blocked'], 'users_status')
      table.uuid('last_tenant_id')
      table.timestamp('last_seen_at', { useTz: true })
      table.timestamp('blocked_at', { useTz: true })
      table.text('block_reason')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("status <> 'blocked' or (blocked_at is not null and block_reason is not null)", {}, 'users_blocked_with_reason')
      table.index(['created_at', 'id'])
      table.index(['status', 'created_at', 'id'])
    })
    this.schema.raw("create index users_name_words on users using gin ((full_name || ' ' || email::text) gin_trgm_ops)")
  }

  /** What a user is on the platform. What they are inside a tenant is its membership; `role_grants` shows both. */
  #roles() {
    this.schema.createTable('role_bindings', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('role').notNullable()
      table.uuid('granted_by')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("role in ('superadmin', 'admin', 'moderator', 'analyst', 'support', 'finance', 'user')", {}, 'role_bindings_role')
      table.unique(['user_id', 'role'])
      table.index(['role', 'user_id'])
    })
    this.schema.raw('create view role_grants as select user_id, role, null::uuid as tenant_id from role_bindings')
  }

  /** One family per sign-in; at most one of its tokens is unused. Only hashes are stored. */
  #refreshTokens() {
    this.schema.createTable('refresh_families', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('tenant_id')
      table.text('audience').notNullable()
      table.text('user_agent')
      table.specificType('last_ip', 'inet')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('last_used_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('revoked_at', { useTz: true })
      table.text('revoked_reason')
      table.index(['user_id', 'created_at'])
    })
    this.schema.createTable('refresh_tokens', (table) => {
      table.uuid('id').primary()
      table.uuid('family_id').notNullable().references('refresh_families.id').onDelete('CASCADE')
      table.uuid('parent_id').references('refresh_tokens.id').onDelete('CASCADE')
      table.uuid('successor_id').references('refresh_tokens.id').onDelete('SET NULL')
      table.text('hash').notNullable().unique()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('used_at', { useTz: true })
      table.text('used_by')
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
    })
    this.schema.raw('create unique index refresh_tokens_one_live on refresh_tokens (family_id) where used_at is null')
    this.schema.raw('create unique index refresh_tokens_one_successor on refresh_tokens (parent_id)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
