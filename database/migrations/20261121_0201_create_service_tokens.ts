import { BaseSchema } from '@adonisjs/lucid/schema'

/** Tokens of machines: a company's, or without one the platform's. Hashes only; what they were used for, by day. */
export default class extends BaseSchema {
  async up() {
    this.#tokens()
    this.#uses()
  }

  #tokens() {
    this.schema.createTable('service_tokens', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('name').notNullable()
      table.text('prefix').notNullable()
      table.text('hash').notNullable().unique().checkRegex('^[0-9a-f]{64}$')
      table.specificType('scopes', 'text[]').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('last_used_at', { useTz: true })
      table.specificType('last_used_ip', 'inet')
      table.timestamp('revoked_at', { useTz: true })
      table.text('revoked_reason')
      table.uuid('rotated_from').references('service_tokens.id').onDelete('SET NULL')
      table.check('cardinality(scopes) > 0', {}, 'service_tokens_scoped')
      table.check('(revoked_at is null) = (revoked_reason is null)', {}, 'service_tokens_revoked')
      table.index(['tenant_id', 'created_at', 'id'])
      table.index(['user_id'])
      table.index(['rotated_from'])
      table.index(['expires_at'])
    })
    this.schema.raw('create index service_tokens_platform on service_tokens (created_at, id) where tenant_id is null')
  }

  #uses() {
    this.schema.createTable('service_token_uses', (table) => {
      table.uuid('id').primary()
      table.uuid('token_id').notNullable().references('service_tokens.id').onDelete('CASCADE')
      table.date('day').notNullable()
      table.text('operation').notNullable()
      table.specificType('ip', 'inet').notNullable()
      table.integer('requests').notNullable()
      table.timestamp('last_at', { useTz: true }).notNullable()
      table.unique(['token_id', 'day', 'operation', 'ip'])
      table.index(['token_id', 'last_at', 'id'])
      table.index(['day'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
